using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class SearchTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private const int Length = 160;

    [Fact]
    public async Task What_is_typed_is_found_and_opens_at_its_place_from_the_keyboard_alone()
    {
        var (anna, word) = (People.Next(), Word());
        for (var number = 1; number <= Length; number++)
        {
            await Webhooks.Receive(Webhook.Text(anna, number == 40 ? $"the {word} is broken" : $"text {number}"));
        }

        await Indexed(word);
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            await screen.Page.Keyboard.PressAsync("/");
            await screen.Page.Keyboard.TypeAsync("jkre/");
            await Expect(screen.Page.Locator("[data-search]")).ToHaveValueAsync("jkre/");
            await Expect(screen.Page.Locator(".empty").First).ToContainTextAsync("Nothing matches");

            await screen.Page.Locator("[data-search]").FillAsync(word.ToUpperInvariant());
            var hit = screen.Page.Locator("[data-hit-number='40']");
            await Expect(hit.Locator("mark")).ToHaveTextAsync(word);
            await Expect(screen.Page.Locator("[data-counted]")).ToHaveTextAsync("0 people and 1 message found");
            await Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"q={word}", System.Text.RegularExpressions.RegexOptions.IgnoreCase));
            await IsAccessible(screen);

            await screen.Page.Keyboard.PressAsync("ArrowDown");
            await Expect(hit).ToBeFocusedAsync();
            await screen.Page.Keyboard.PressAsync("ArrowUp");
            await Expect(screen.Page.Locator("[data-search]")).ToBeFocusedAsync();
            await screen.Page.Keyboard.PressAsync("ArrowDown");
            await screen.Page.Keyboard.PressAsync("Enter");
            var found = screen.Page.Locator("li[data-seq='40']");
            await Expect(found).ToBeInViewportAsync();
            await Expect(found).ToHaveAttributeAsync("data-hit", "");
            await Expect(screen.Bubble($"text {Length}")).ToHaveCountAsync(0);

            await screen.Page.Locator("[data-jump]").ClickAsync();
            await Expect(screen.Bubble($"text {Length}")).ToBeInViewportAsync();
            await screen.Page.GoBackAsync();
            await Expect(hit).ToBeVisibleAsync();
            await screen.Page.GoForwardAsync();
            await Expect(found).ToBeInViewportAsync();
        });
    }

    [Fact]
    public async Task A_link_to_a_message_opens_in_its_middle_and_a_date_leads_to_its_first()
    {
        var anna = People.Next();
        for (var number = 1; number <= Length; number++)
        {
            await Webhooks.Receive(Webhook.Text(anna, $"text {number} of many"));
        }

        var id = Assert.Single(await Api.With(anna)).Text("id");
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo($"/inbox/{id}?m=70");
            var middle = screen.Page.Locator("li[data-seq='70']");
            await Expect(middle).ToBeInViewportAsync();
            var place = await screen.Page.EvaluateAsync<JsonElement>("""
                () => { const s = document.querySelector('chat-scroll').getBoundingClientRect(), r = document.querySelector("li[data-seq='70']").getBoundingClientRect();
                  return { off: Math.abs((r.top + r.height / 2) - (s.top + s.height / 2)), height: s.height }; }
                """);
            Assert.True(place.GetProperty("off").GetDouble() < place.GetProperty("height").GetDouble() / 4, $"Not in the middle: {place}");

            await screen.Page.Locator("[data-opens=more]").ClickAsync();
            await screen.Page.GetByText("Jump to date…").ClickAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Jump", Exact = true }).ClickAsync();
            await Expect(screen.Page.Locator("li[data-seq='1']")).ToBeInViewportAsync();
            await Expect(screen.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        });
    }

    private static string Word() => $"boiler{Random.Shared.Next(100_000, 999_999)}";

    /// <summary>Returns when the word can be found.</summary>
    private async Task Indexed(string word) => await Eventually.Get(
        async () => (await Api.Get($"/api/v1/search?q={word}")).Json.GetProperty("messages").GetArrayLength(), found => found == 1, Cancellation);

    private static async Task IsAccessible(Screen screen)
    {
        var found = await screen.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
    }
}
