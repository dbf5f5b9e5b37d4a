using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>What can be done before a text leaves, and after Send was pressed.</summary>
[Collection(nameof(Conversing))]
public sealed class ComposerTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private static readonly string[] Levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    [Fact]
    public async Task What_is_typed_is_checked_before_it_flies()
    {
        var (_, id) = await Conversation();
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            var (count, note) = (screen.Page.Locator("[data-count]"), screen.Page.Locator("[data-blame]"));
            await screen.Composer.FillAsync("It\u2019s ready\u2026");
            await Expect(count).ToHaveTextAsync("11 / 70");
            await Expect(note).ToContainTextAsync("make each text 70 characters instead of 160");
            await note.GetByRole(AriaRole.Button, new() { Name = "Replace them" }).ClickAsync();
            await Expect(screen.Composer).ToHaveValueAsync("It's ready...");
            await Expect(count).ToHaveTextAsync("13 / 160");

            await screen.Composer.FillAsync("Fran\u00e7ois");
            await Expect(note).ToContainTextAsync("\u201c\u00e7\u201d makes each text 70");
            await Expect(note.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

            await screen.Composer.FillAsync(new string('a', 460));
            await Expect(count).ToHaveClassAsync("count warn");
            await screen.Composer.FillAsync(new string('a', 5000));
            await Expect(note).ToHaveTextAsync("Cut to 1,600 characters");
            Assert.Equal(1600, (await screen.Composer.InputValueAsync()).Length);
            await screen.Composer.FillAsync("");
        });
    }

    [Fact]
    public async Task Enter_does_what_its_writer_chose()
    {
        var (anna, id) = await Conversation();
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Composer.PressSequentiallyAsync("one");
            await screen.Composer.PressAsync("Shift+Enter");
            await screen.Composer.PressSequentiallyAsync("two");
            await screen.Composer.DispatchEventAsync("keydown", new { key = "Enter", isComposing = true, bubbles = true, cancelable = true });
            await Expect(screen.Composer).ToHaveValueAsync("one\ntwo");
            await screen.Composer.PressAsync("Enter");
            await Expect(screen.Bubble("one")).ToHaveAttributeAsync("data-status", "delivered");

            await screen.GoTo("/settings/profile");
            await screen.Page.GetByLabel("Makes a new line. Ctrl+Enter sends.").CheckAsync();
            await screen.GoToConversation(id);
            await Expect(screen.Page.Locator(".when-ctrl")).ToBeVisibleAsync();
            await screen.Composer.PressSequentiallyAsync("three");
            await screen.Composer.PressAsync("Enter");
            await screen.Composer.PressSequentiallyAsync("four");
            await Expect(screen.Composer).ToHaveValueAsync("three\nfour");
            await screen.Composer.PressAsync("Control+Enter");
            await Expect(screen.Bubble("three")).ToHaveAttributeAsync("data-status", "delivered");
            Assert.Equal(2, await Carrier.PostsTo(anna, Cancellation));
        });
    }

    [Fact]
    public async Task A_text_can_be_taken_back_for_some_seconds_and_then_leaves_also_without_its_writer()
    {
        var (anna, id) = await Conversation();
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Grace(10);
            await screen.Write("not like this");
            await Expect(screen.Bubble("not like this").Locator("hold-left")).ToContainTextAsync("Sending in");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(screen.Composer).ToHaveValueAsync("not like this");
            await Expect(screen.Bubble("not like this")).ToHaveCountAsync(0);

            await screen.Grace(5);
            await screen.Write("like this");
            await Expect(screen.Bubble("like this").Locator("hold-left")).ToContainTextAsync("Sending in");
        });

        Assert.Equal("like this", (await Api.Message(id, message => message.TryGetProperty("body", out var body) && body.GetString() == "like this" && message.Text("status") == "delivered", Cancellation)).Text("body"));
        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
    }

    [Fact]
    public async Task A_text_for_later_waits_can_be_changed_and_is_not_sent_once_they_replied()
    {
        var (anna, id) = await Conversation();
        var (first, second) = ($"later {Guid.NewGuid():N}", $"unless {Guid.NewGuid():N}");
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            var waiting = screen.Page.Locator("[data-scheduled] li.m");
            await screen.Composer.FillAsync(first);
            await Later(screen, "[data-send-at]");
            await Expect(waiting.Filter(new() { HasText = first })).ToContainTextAsync("09:00");

            await screen.Composer.FillAsync(second);
            await Later(screen, "[data-pick]");
            await screen.Page.Locator("#pick-time").FillAsync("2020-01-01T09:00");
            await screen.Page.Locator("#pick-time").BlurAsync();
            await Expect(screen.Page.Locator("#pick-told")).ToContainTextAsync("That time is over. Pick a later one.");
            await screen.Page.Locator("#pick-time").FillAsync($"{TimeProvider.System.GetUtcNow().AddDays(40):yyyy-MM-dd}T02:00");
            await screen.Page.Locator("#pick-time").BlurAsync();
            await Expect(screen.Page.Locator("#pick-told")).ToContainTextAsync("Most people prefer 08:00 to 21:00.");
            await IsAccessible(screen);
            await screen.Page.GetByRole(AriaRole.Dialog).GetByText("Not if they reply first").ClickAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Schedule", Exact = true }).ClickAsync();
            await Expect(waiting.Filter(new() { HasText = second })).ToContainTextAsync("not if they reply first");

            await waiting.Filter(new() { HasText = first }).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
            await screen.Page.GetByLabel("Text", new() { Exact = true }).FillAsync(first + " changed");
            await IsAccessible(screen);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Screen.Shows(waiting.Filter(new() { HasText = first + " changed" }));

            await Carrier.Text(anna, OurLines.First, "I am here already", Cancellation);
            await Expect(screen.Bubble(second)).ToContainTextAsync("They replied before this was sent.");
            await Expect(waiting).ToHaveCountAsync(1);

            await screen.GoTo("/scheduled");
            var card = screen.Page.Locator("[data-scheduled]").Filter(new() { HasText = first });
            await Expect(card).ToContainTextAsync("09:00");
            await card.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();
            await Expect(card).ToHaveCountAsync(0);
            await screen.GoToConversation(id);
            await Expect(screen.Bubble(first + " changed")).ToHaveAttributeAsync("data-status", "delivered");
            Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
        });
    }

    [Fact]
    public async Task A_template_is_made_found_filled_and_kept_back_until_it_is_whole()
    {
        var (_, id) = await Conversation();
        var name = $"Order {Guid.NewGuid():N}"[..14];
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/settings/templates");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New template" }).ClickAsync();
            await screen.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await screen.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("Your order {{order_number}} is ready on ");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Today's weekday" }).ClickAsync();
            await Expect(screen.Page.Locator("#template-told")).ToContainTextAsync("{{order_number}} has to be filled in by hand each time.");
            await IsAccessible(screen);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Screen.Shows(screen.Page.Locator("[data-template]").Filter(new() { HasText = name }));

            await screen.GoToConversation(id);
            await screen.Composer.PressAsync("/");
            var search = screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search templates" });
            await Expect(search).ToBeFocusedAsync();
            await search.PressSequentiallyAsync(name.ToUpperInvariant());
            await Expect(screen.Page.Locator(".template-picker [role=option]:not([hidden])")).ToHaveCountAsync(1);
            await Expect(screen.Page.Locator("[data-preview] mark")).ToHaveTextAsync("{{order_number}}");
            await Expect(screen.Page.Locator("[data-preview-count]")).ToContainTextAsync("/ 160");
            await IsAccessible(screen);
            await search.PressAsync("Enter");
            await Expect(screen.Page.Locator("[data-problem]")).ToHaveTextAsync("Fill in {{order_number}} first");
            await screen.Composer.PressAsync("Enter");
            await Expect(screen.Page.Locator("[data-problem]")).ToHaveTextAsync("Fill in {{order_number}} first");
            await screen.Page.Keyboard.TypeAsync("4711");
            await screen.Composer.PressAsync("Enter");
            await Expect(screen.Bubble("Your order 4711 is ready on ")).ToHaveAttributeAsync("data-status", "delivered");

            await screen.GoTo("/settings/templates");
            var card = screen.Page.Locator("[data-template]").Filter(new() { HasText = name });
            await Expect(card).ToContainTextAsync("Used 1 time, last today");
            await card.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Expect(card).ToHaveCountAsync(0);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Screen.Shows(card);
        });
    }

    [Fact]
    public async Task A_note_stays_with_the_team_and_an_emoji_is_found_by_its_name()
    {
        var (anna, id) = await Conversation();
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Composer.FillAsync("for anna");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
            await Expect(screen.Composer).ToHaveValueAsync("");
            await IsAccessible(screen);
            await screen.Write("for us alone");
            await Expect(screen.Page.Locator("li.note")).ToContainTextAsync("for us alone");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "SMS", Exact = true }).ClickAsync();
            await Expect(screen.Composer).ToHaveValueAsync("for anna");

            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Emoji" }).ClickAsync();
            var search = screen.Page.GetByLabel("Search emoji");
            await Expect(search).ToBeFocusedAsync();
            await Screen.Shows(screen.Page.Locator(".emoji").First);
            await IsAccessible(screen);
            await search.FillAsync("party popper");
            await Expect(screen.Page.Locator(".emoji")).ToHaveCountAsync(1);
            await search.PressAsync("ArrowDown");
            await screen.Page.Keyboard.PressAsync("Enter");
            await Expect(screen.Composer).ToHaveValueAsync("for anna\U0001F389");
            await screen.Composer.PressAsync("Enter");
            await Expect(screen.Bubble("for anna")).ToHaveAttributeAsync("data-status", "delivered");
            Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
        });
    }

    [Fact]
    public async Task What_cannot_be_texted_is_told_before_anything_is_typed()
    {
        var (landline, name) = ($"+442079460{Random.Shared.Next(100, 999)}", $"ACME{Random.Shared.Next(1000, 9999)}");
        await Webhooks.Receive(Webhook.Text(landline, "from a landline"));
        await Webhooks.Receive(Webhook.Text(name, $"{name} says hello"));
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(Assert.Single(await Api.With(landline)).Text("id"));
            await Expect(screen.Page.Locator(".flight-note").First).ToContainTextAsync("looks like a landline. It may not receive texts.");
            await Screen.Shows(screen.Composer);

            await screen.GoToConversation(Assert.Single(await Api.With(name)).Text("id"));
            await Expect(screen.Page.Locator("#thread")).ToContainTextAsync("This sender has no number that you could text.");
            await Expect(screen.Composer).ToBeHiddenAsync();
        });
    }

    private static async Task Later(Screen screen, string choice)
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send later" }).ClickAsync();
        await screen.Page.Locator($"[role=menuitem]{choice}").First.ClickAsync();
    }

    private static async Task IsAccessible(Screen screen)
    {
        var found = await screen.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Levels] } });
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(
            violation => $"{screen.Page.Url}: {violation.Impact} {violation.Id}: {violation.Nodes[0].Html}")));
    }

    private async Task<(string Contact, string Id)> Conversation()
    {
        var contact = People.Next();
        await Carrier.Text(contact, OurLines.First, "hello", Cancellation);
        return (contact, Assert.Single(await Api.With(contact)).Text("id")!);
    }
}
