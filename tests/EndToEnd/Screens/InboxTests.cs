using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class InboxTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task A_text_that_comes_in_shows_in_the_list_and_in_the_open_thread_without_a_reload()
    {
        var (anna, bert) = (People.Next(), People.Next());
        await Carrier.Text(anna, OurLines.First, "the first", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await Carrier.Text(anna, OurLines.First, "in the open thread", Cancellation);
            await Carrier.Text(bert, OurLines.First, "only in the list", Cancellation);

            await Expect(screen.Bubble("in the open thread")).ToBeInViewportAsync();
            await Expect(screen.Row(id)).ToContainTextAsync("in the open thread");
            await Expect(screen.Row(Assert.Single(await Api.With(bert)).Text("id"))).ToContainTextAsync("only in the list");
        });
    }

    [Fact]
    public async Task A_page_that_is_there_stays_while_the_circuit_takes_it_over()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "seen at once", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.Page.AddInitScriptAsync("""
                window.seen = []; window.gone = [];
                new MutationObserver(() => {
                    for (const part of ['.rail', '.row', 'li.m', 'chat-composer']) {
                        const there = document.querySelector(part) !== null;
                        if (there && !seen.includes(part)) seen.push(part);
                        if (!there && seen.includes(part)) gone.push(part);
                    }
                }).observe(document, { childList: true, subtree: true });
                """);
            await screen.GoToConversation(id);
            await Expect(screen.Bubble("seen at once")).ToBeVisibleAsync();
            Assert.Equal(4, await screen.Page.EvaluateAsync<int>("seen.length"));
            Assert.Empty(await screen.Page.EvaluateAsync<string[]>("gone"));
        });
    }

    [Fact]
    public async Task What_is_unread_is_counted_until_it_is_read()
    {
        var line = People.Next();
        var (anna, bert) = (People.Next(), People.Next());
        await Webhooks.Receive(Webhook.Text(anna, "read me", ("To", line)));
        await Webhooks.Receive(Webhook.Text(bert, "me too", ("To", line)));
        var member = await Strangers.Add(Installation, $"{line}@example.com");
        await Strangers.Join(Installation, member, line);
        var id = Assert.Single(await Api.With(anna, line)).Text("id");
        var badge = (Screen screen) => screen.Page.Locator(".rail-badge");

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            await Expect(badge(screen)).ToContainTextAsync("2");
            await Expect(screen.Row(id).Locator(".unread")).ToContainTextAsync("1");

            await screen.Row(id).ClickAsync();
            await Expect(screen.Bubble("read me")).ToBeInViewportAsync();
            await Expect(screen.Row(id).Locator(".unread")).ToBeHiddenAsync();
            await Expect(badge(screen)).ToContainTextAsync("1");

            await Webhooks.Receive(Webhook.Text(bert, "one more", ("To", line)));
            await Expect(screen.Row(Assert.Single(await Api.With(bert, line)).Text("id")).Locator(".unread")).ToContainTextAsync("2");
        }, new() { Email = $"{line}@example.com", Password = Strangers.Password });
    }

    [Fact]
    public async Task A_strangers_conversation_looks_like_none()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "private", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");
        var email = $"{Guid.NewGuid():N}@example.com";
        await Strangers.Add(Installation, email);

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await Screen.Shows(screen.Page.GetByText("This conversation doesn't exist or isn't shared with you."));
            await Screen.Shows(screen.Page.GetByText("No conversations yet"));
            var theirs = await screen.Page.Locator("#main").InnerTextAsync();

            await screen.GoToConversation(Guid.NewGuid().ToString());
            await Screen.Shows(screen.Page.GetByText("This conversation doesn't exist or isn't shared with you."));
            await Screen.Shows(screen.Page.GetByText("No conversations yet"));
            Assert.Equal(theirs, await screen.Page.Locator("#main").InnerTextAsync());
        }, new() { Email = email, Password = Strangers.Password });
    }

    [Fact]
    public async Task A_text_from_the_virtual_phone_arrives_in_the_inbox()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await browser.Visit(Carrier.Address, async phone =>
            {
                await phone.Page.GotoAsync("/");
                await phone.Page.GetByLabel("Handset", new() { Exact = true }).FillAsync(anna);
                await phone.Page.GetByLabel("Handset", new() { Exact = true }).PressAsync("Tab");
                await phone.Page.GetByLabel("Talks to").SelectOptionAsync(OurLines.First);
                await screen.Write("Which day suits you?");
                await Screen.Shows(phone.Page.Locator("#thread").GetByText("Which day suits you?"));
                await phone.Page.GetByLabel("Text to send").FillAsync("Tuesday");
                await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
                await Screen.Shows(phone.Page.Locator("#thread").GetByText("Tuesday"));
            });

            await Expect(screen.Bubble("Tuesday")).ToBeInViewportAsync();
        });
    }
}

/// <summary>One page at a time, so that the pages are quick; the tests without one run beside them.</summary>
