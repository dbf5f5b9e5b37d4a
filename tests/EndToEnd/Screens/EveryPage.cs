using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>A page as somebody comes to see it.</summary>
/// <param name="Prepare">What is done there first; null: it is only opened.</param>
internal sealed record PageState(string Name, string Path, Func<Screen, Task>? Prepare = null)
{
    public async Task Show(Screen screen)
    {
        await screen.GoTo(Path);
        if (Prepare is not null)
        {
            await Prepare(screen);
        }
    }
}

/// <summary>Every page of those who are in, and the states that a click away they are in.</summary>
internal static class EveryPage
{
    private static readonly string[] Settings =
        ["profile", "security", "notifications", "keyboard", "members", "templates", "calls", "carrier", "tokens", "audit", "operations"];

    public static IEnumerable<PageState> Of(string thread)
    {
        var open = $"/inbox/{thread}";
        yield return new("inbox", "/inbox");
        yield return new("inbox-empty-view", "/inbox?view=snoozed");
        yield return new("search-nothing", "/inbox?q=zzz");
        yield return new("conversation", open);
        yield return new("new", "/new");
        yield return new("scheduled", "/scheduled");
        yield return new("contacts", "/contacts");
        yield return new("contacts-import", "/contacts/import");
        yield return new("calls", "/calls");
        yield return new("tray", "/tray");
        yield return new("tray-settled", "/tray?view=settled");
        yield return new("second-factor", "/second-factor");
        foreach (var section in Settings)
        {
            yield return new($"settings-{section}", $"/settings/{section}");
        }

        yield return new("calling", open, async screen =>
        {
            await screen.Page.Locator("[data-mode=call]").ClickAsync();
            await Screen.Shows(screen.Page.Locator("call-box"));
        });
        yield return Opened("assign", open, "Assign");
        yield return Opened("snooze", open, "Snooze");
        yield return Opened("more", open, "More");
        yield return Opened("filters", "/inbox", "Narrow down and views");
        yield return new("narrow", "/inbox", async screen =>
        {
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Narrow down and views" }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Narrow down…" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByRole(AriaRole.Dialog));
        });
        yield return new("tags", open, async screen =>
        {
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Tags…" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByLabel("Add a tag"));
        });
    }

    private static PageState Opened(string name, string path, string menu) => new(name, path, async screen =>
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = menu, Exact = true }).ClickAsync();
        await Screen.Shows(screen.Page.GetByRole(AriaRole.Menu, new() { Name = menu, Exact = true }));
    });
}
