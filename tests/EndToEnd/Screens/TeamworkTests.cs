using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Conversing))]
public sealed class TeamworkTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task What_one_member_gives_another_has_at_once_and_a_text_wakes_what_sleeps()
    {
        var (line, anna) = (People.Next(), People.Next());
        await Webhooks.Receive(Webhook.Text(anna, "is anybody there?", ("To", line)));
        var id = Assert.Single(await Api.With(anna, line)).Text("id");
        var dana = $"dana-{Guid.NewGuid():N}@example.com";
        await Strangers.Join(Installation, await Strangers.Add(Installation, dana), line);

        await browser.Visit(Installation.Silo, async theirs =>
        {
            await theirs.GoTo("/inbox?view=mine");
            await Screen.Shows(theirs.Page.GetByText("Nothing is assigned to you"));

            await browser.Visit(Installation.Silo, async ours =>
            {
                await ours.GoToConversation(id);
                await ours.Page.Keyboard.PressAsync("a");
                await ours.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = dana.Split('@')[0] }).ClickAsync();
                await Screen.Shows(ours.Page.Locator(".event").Filter(new() { HasText = "You assigned this to dana-" }));
                await Expect(theirs.Row(id)).ToContainTextAsync("is anybody there?");

                await theirs.Row(id).ClickAsync();
                await Screen.Shows(theirs.Page.Locator(".event").Filter(new() { HasText = "assigned this to you" }));

                await ours.Page.Keyboard.PressAsync("s");
                await ours.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Until they reply" }).ClickAsync();
                await Screen.Shows(theirs.Page.Locator(".event").Filter(new() { HasText = "snoozed this until they reply" }));
                await ours.GoTo("/inbox?view=snoozed");
                await Screen.Shows(ours.Row(id));

                await Webhooks.Receive(Webhook.Text(anna, "yes, here I am", ("To", line)));
                await Expect(ours.Row(id)).ToBeHiddenAsync();
                await Expect(theirs.Bubble("yes, here I am")).ToBeInViewportAsync();
                await Expect(theirs.Page.GetByTitle("Done, for everyone (E)")).ToBeVisibleAsync();
            });
        }, new() { Email = dana, Password = Strangers.Password });
    }

    [Fact]
    public async Task In_a_note_a_colleague_is_picked_from_the_list_after_an_at_sign_and_is_told()
    {
        var (line, anna, called) = (People.Next(), People.Next(), $"zoe-{Guid.NewGuid():N}"[..12]);
        await Webhooks.Receive(Webhook.Text(anna, "who knows this?", ("To", line)));
        var id = Assert.Single(await Api.With(anna, line)).Text("id");
        await Strangers.Join(Installation, await Strangers.Add(Installation, $"{called}@example.com"), line);

        await browser.Visit(Installation.Silo, async theirs =>
        {
            await theirs.GoTo("/settings/profile");
            await browser.Visit(Installation.Silo, async ours =>
            {
                await ours.GoToConversation(id);
                var list = ours.Page.GetByRole(AriaRole.Listbox, new() { Name = "Colleagues" });
                await ours.Composer.PressSequentiallyAsync("a@zoe");
                await Expect(list).ToBeHiddenAsync();
                await ours.Composer.FillAsync("");

                await ours.Page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
                await ours.Composer.PressSequentiallyAsync("please look, @zo");
                await Expect(list.GetByRole(AriaRole.Option)).ToHaveAttributeAsync("data-name", called);
                await Accessibility.Holds(ours);
                await ours.Composer.PressAsync("Escape");
                await Expect(list).ToBeHiddenAsync();
                await ours.Composer.PressSequentiallyAsync("e");
                await Screen.Shows(list);
                await ours.Composer.PressAsync("Enter");
                await Expect(ours.Composer).ToHaveValueAsync($"please look, @{called} ");
                await Expect(ours.Page.Locator("li.note")).ToHaveCountAsync(0);

                await ours.Composer.PressAsync("Enter");
                await Expect(ours.Page.Locator("li.note")).ToContainTextAsync($"@{called}");
            });

            await Expect(theirs.Page.Locator("[data-alert]").First).ToHaveAttributeAsync("data-kind", "Mentioned");
        }, new() { Email = $"{called}@example.com", Password = Strangers.Password });
    }

    [Fact]
    public async Task Tags_narrow_the_list_down_and_a_view_keeps_that_by_name()
    {
        var (anna, bert) = (People.Next(), People.Next());
        await Carrier.Text(anna, OurLines.First, "tag me", Cancellation);
        await Carrier.Text(bert, OurLines.First, "not me", Cancellation);
        var (tagged, other) = (Assert.Single(await Api.With(anna)).Text("id"), Assert.Single(await Api.With(bert)).Text("id"));
        var tag = $"tag {Guid.NewGuid():N}"[..20];

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(tagged);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Tags…" }).ClickAsync();
            await screen.Page.GetByLabel("Add a tag").FillAsync(tag.ToUpperInvariant());
            await screen.Page.Keyboard.PressAsync("Enter");
            await Screen.Shows(screen.Page.Locator(".thread-head .tags").GetByText(tag).First);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

            await Narrow(screen, "Narrow down…");
            await screen.Page.GetByLabel("Tag", new() { Exact = true }).SelectOptionAsync(tag);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
            await Expect(screen.Row(other)).ToBeHiddenAsync();
            await Screen.Shows(screen.Row(tagged));

            await Narrow(screen, "Save this view…");
            await screen.Page.GetByLabel("Save what is shown now as").FillAsync("Mine to keep");
            await screen.Page.Keyboard.PressAsync("Enter");
            await screen.GoTo("/inbox");
            await Screen.Shows(screen.Row(other));
            await Narrow(screen, "Mine to keep");
            await Expect(screen.Row(other)).ToBeHiddenAsync();
            await Screen.Shows(screen.Row(tagged));
        });
    }

    [Fact]
    public async Task Marked_unread_stays_so_while_it_is_on_the_screen_and_is_read_when_it_is_opened_again()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "read me twice", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await Expect(screen.Row(id).Locator(".unread")).ToBeHiddenAsync();
            await screen.Page.Keyboard.PressAsync("u");
            await Expect(screen.Row(id).Locator(".unread")).ToContainTextAsync("1");

            // Looked at, and yet unread: the mark is the member's own.
            await screen.Page.Locator("chat-scroll").ClickAsync();
            await Carrier.Text(anna, OurLines.First, "and a third time", Cancellation);
            await Expect(screen.Bubble("and a third time")).ToBeInViewportAsync();
            await Expect(screen.Row(id).Locator(".unread")).ToContainTextAsync("2");

            await screen.GoTo("/inbox");
            await screen.Row(id).ClickAsync();
            await Expect(screen.Row(id).Locator(".unread")).ToBeHiddenAsync();
        });
    }

    [Fact]
    public async Task What_failed_for_now_is_sent_again_in_its_place()
    {
        // A number that is always unreachable: the second attempt fails as well, and both are told.
        var text = $"once more, please {Guid.NewGuid():N}";
        var sent = await Api.Settled(await Api.Send("+15002230003", text), "undelivered", Cancellation);

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(sent.Text("conversationId"));
            await screen.Bubble(text).GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
            await Eventually.Get(
                async () => (await Api.Thread(sent.Text("conversationId")!)).Messages().Single(message => message.Text("body") == text),
                message => message.Timeline().Count(word => word == "undelivered") == 2, Cancellation);

            await Expect(screen.Bubble(text)).ToHaveCountAsync(1);
            await screen.Bubble(text).GetByRole(AriaRole.Button, new() { Name = "show history" }).ClickAsync();
            await Expect(screen.Bubble(text).Locator(".history")).ToContainTextAsync("Sent again by your team");
        });
    }

    private static async Task Narrow(Screen screen, string item)
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Narrow down and views" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
