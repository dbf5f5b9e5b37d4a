using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>Nobody is shut out of a page as it is just now.</summary>
internal static class Accessibility
{
    private static readonly string[] Levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    public static async Task Holds(Screen screen)
    {
        var found = await screen.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Levels] } });
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation => $"{screen.Page.Url}: {violation.Impact} {violation.Id} {violation.Nodes[0].Html}")));
    }
}
