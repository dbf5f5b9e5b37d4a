using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>What hands do all day, also too early, too fast and in the wrong place.</summary>
[Collection(nameof(Screens))]
public sealed class DailyUseTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private readonly List<string> _people = [];

    [Fact]
    public async Task What_is_typed_before_the_page_is_ready_stays_with_the_hand_on_it()
    {
        var (id, visitor) = await Desk("early bird");
        await browser.Visit(Installation.Silo, async screen =>
        {
            var held = new TaskCompletionSource();
            await screen.Page.RouteAsync("**/_blazor/negotiate**", async route =>
            {
                await held.Task;
                await route.ContinueAsync();
            });
            await screen.Page.GotoAsync($"/inbox/{id[0]}");
            await screen.Composer.ClickAsync();
            await screen.Page.Keyboard.TypeAsync("typed before the circuit ");
            held.SetResult();
            await screen.Ready();
            await Expect(screen.Composer).ToBeFocusedAsync();
            await screen.Page.Keyboard.TypeAsync("and after it");
            await Expect(screen.Composer).ToHaveValueAsync("typed before the circuit and after it");
        }, visitor);
    }

    [Fact]
    public async Task A_round_of_answers_goes_by_keys_alone()
    {
        var (id, visitor) = await Desk("third", "second", "first");
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            await Expect(screen.Page.Locator(".rows a.row")).ToHaveCountAsync(3);
            var keys = screen.Page.Keyboard;
            await keys.PressAsync("/");
            await keys.TypeAsync("jkre/");
            await Expect(screen.Page.Locator("[data-search]")).ToHaveValueAsync("jkre/");
            await screen.Page.Locator("[data-search]").FillAsync("");
            await Expect(screen.Page.Locator(".rows a.row")).ToHaveCountAsync(3);
            await keys.PressAsync("Escape");

            await keys.PressAsync("j");
            await keys.PressAsync("j");
            await keys.PressAsync("Enter");
            await Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/inbox/{id[1]}"));
            await Screen.Shows(screen.Bubble("second"));
            await keys.PressAsync("r");
            await Expect(screen.Composer).ToBeFocusedAsync();
            await keys.TypeAsync("an answer");
            await keys.PressAsync("Enter");
            await Screen.Shows(screen.Bubble("an answer"));
            await keys.PressAsync("Escape");
            await keys.PressAsync("e");
            var undo = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" });
            await Screen.Shows(undo);
            await Screen.Shows(screen.Page.GetByText("You marked this done"));
            await undo.ClickAsync();
            await Expect(screen.Row(id[1])).ToBeVisibleAsync();
        }, visitor);
    }

    [Fact]
    public async Task Rows_stay_under_the_pointer_while_messages_come_and_are_in_order_after_it_left()
    {
        var (id, visitor) = await Desk("third", "second", "first");
        var line = visitor.Email.Split('@')[0];
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            await Expect(screen.Page.Locator(".rows a.row")).ToHaveCountAsync(3);
            await Order(screen, id[2], id[1], id[0]);
            await screen.Row(id[1]).HoverAsync();
            // On top already: this one moves nothing, and when it is there the hand is known to be on the list.
            await Webhooks.Receive(Webhook.Text(_people[2], "again from the first", ("To", line)));
            await Expect(screen.Row(id[2])).ToContainTextAsync("again from the first");

            await Webhooks.Receive(Webhook.Text(_people[0], "again from the last", ("To", line)));
            await Expect(screen.Row(id[0])).ToContainTextAsync("again from the last");
            await Order(screen, id[2], id[1], id[0]);

            await screen.Page.Mouse.DownAsync();
            await Webhooks.Receive(Webhook.Text(_people[0], "and again while the button is down", ("To", line)));
            await Expect(screen.Row(id[0])).ToContainTextAsync("while the button is down");
            await Order(screen, id[2], id[1], id[0]);
            await screen.Page.Mouse.UpAsync();
            await Screen.Shows(screen.Bubble("second"));

            await screen.Page.Mouse.MoveAsync(1200, 400);
            await Order(screen, id[0], id[2], id[1]);
        }, visitor);
    }

    [Fact]
    public async Task A_draft_stays_with_its_conversation_and_the_way_back_leads_where_one_was()
    {
        var (id, visitor) = await Desk("second", "first");
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox?view=unread");
            await screen.Row(id[0]).ClickAsync();
            await Screen.Shows(screen.Bubble("second"));
            await screen.Composer.FillAsync("half a thought");
            // Read by now, and still where it was found.
            await Expect(screen.Row(id[0]).Locator(".unread")).ToBeHiddenAsync();
            await Expect(screen.Row(id[0])).ToBeVisibleAsync();

            await screen.Row(id[1]).ClickAsync();
            await Screen.Shows(screen.Bubble("first"));
            await Expect(screen.Composer).ToHaveValueAsync("");
            await screen.Page.GoBackAsync();
            await Screen.Shows(screen.Bubble("second"));
            await Expect(screen.Composer).ToHaveValueAsync("half a thought");
            await screen.Page.ReloadAsync();
            await screen.Ready();
            await Expect(screen.Composer).ToHaveValueAsync("half a thought");
            await screen.Page.GoBackAsync();
            await Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox\\?view=unread$"));
        }, visitor);
    }

    [Fact]
    public async Task What_is_on_the_screen_is_found_and_copied_in_reading_order()
    {
        var (id, visitor) = await Desk("one");
        var line = visitor.Email.Split('@')[0];
        await Webhooks.Receive(Webhook.Text(_people[0], "two", ("To", line)));
        await Webhooks.Receive(Webhook.Text(_people[0], "three", ("To", line)));
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id[0]);
            await Screen.Shows(screen.Bubble("three"));
            Assert.True(await screen.Page.EvaluateAsync<bool>("() => window.find('three')"));
            var copied = await screen.Page.EvaluateAsync<string>("""
                () => {
                    const bubbles = [...document.querySelectorAll('li.m')], range = document.createRange();
                    range.setStartBefore(bubbles[0]);
                    range.setEndAfter(bubbles.at(-1));
                    getSelection().removeAllRanges();
                    getSelection().addRange(range);
                    return getSelection().toString();
                }
                """);
            int[] at = [copied.IndexOf("one", StringComparison.Ordinal), copied.IndexOf("two", StringComparison.Ordinal), copied.IndexOf("three", StringComparison.Ordinal)];
            Assert.DoesNotContain(-1, at);
            Assert.Equal(at.Order(), at);
        }, visitor);
    }

    /// <summary>A member with a line of their own, and a conversation for each text, the oldest first.</summary>
    private async Task<(string[] Conversations, Visitor Visitor)> Desk(params string[] texts)
    {
        var line = People.Next();
        var conversations = new List<string>();
        foreach (var text in texts)
        {
            _people.Add(People.Next());
            await Webhooks.Receive(Webhook.Text(_people[^1], text, ("To", line)));
            conversations.Add(Assert.Single(await Api.With(_people[^1], line)).Text("id")!);
        }

        var email = $"{line}@example.com";
        await Strangers.Join(Installation, await Strangers.Add(Installation, email), line);
        return ([.. conversations], new() { Email = email, Password = Strangers.Password });
    }

    private static async Task Order(Screen screen, params string[] conversations)
    {
        var rows = screen.Page.Locator(".rows a.row");
        for (var at = 0; at < conversations.Length; at++)
        {
            await Expect(rows.Nth(at)).ToHaveAttributeAsync("data-conversation", conversations[at]);
        }
    }
}
