using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>Two members at once: who is there, and who answered meanwhile.</summary>
[Collection(nameof(Conversing))]
public sealed class TogetherTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task Each_sees_the_other_come_type_and_go_and_an_answer_meanwhile_holds_the_second_one_back()
    {
        var (line, anna) = (People.Next(), People.Next());
        await Webhooks.Receive(Webhook.Text(anna, "anybody there?", ("To", line)));
        var id = Assert.Single(await Api.With(anna, line)).Text("id");
        var email = $"dana-{Guid.NewGuid():N}@example.com";
        await Strangers.Join(Installation, await Strangers.Add(Installation, email), line);
        var dana = email.Split('@')[0];

        await browser.Visit(Installation.Silo, async theirs =>
        {
            await theirs.GoTo("/inbox");
            await browser.Visit(Installation.Silo, async ours =>
            {
                await ours.GoToConversation(id);
                await theirs.Row(id).ClickAsync();
                await Expect(Presence(ours)).ToHaveTextAsync($"{dana} is here");
                await Expect(Presence(theirs)).ToContainTextAsync("is here");
                await Expect(theirs.Bubble("anybody there?")).ToBeInViewportAsync();

                await theirs.Composer.PressSequentiallyAsync("On my way");
                await Expect(Presence(ours)).ToHaveTextAsync($"{dana} is typing a reply");
                await Expect(ours.Row(id)).ToContainTextAsync($"{dana} is replying…");
                await Expect(theirs.Row(id)).Not.ToContainTextAsync("is replying");
                await Accessibility.Holds(ours);

                // Both write; one is quicker.
                await ours.Composer.PressSequentiallyAsync("I'll come too");
                await theirs.Composer.PressAsync("Enter");
                var notice = ours.Page.Locator("reply-notice");
                await Expect(notice.Locator("[data-said]")).ToContainTextAsync($"{dana} replied");
                await Expect(Presence(ours)).ToHaveTextAsync($"{dana} is here");
                await Accessibility.Holds(ours);

                await ours.Composer.PressAsync("Enter");
                await Expect(notice.Locator("[data-said]")).ToContainTextAsync("Send again within");
                await Expect(ours.Composer).ToHaveValueAsync("I'll come too");
                await Expect(ours.Bubbles).ToHaveCountAsync(2);

                // What the contact says meanwhile holds nobody back.
                await Webhooks.Receive(Webhook.Text(anna, "great", ("To", line)));
                await Expect(ours.Bubble("great")).ToBeInViewportAsync();
                await ours.Page.WaitForFunctionAsync("() => { const n = document.querySelector('reply-notice'); return performance.now() - n._pressed > 700; }");
                await ours.Composer.PressAsync("Enter");
                await Screen.Shows(theirs.Bubble("I'll come too"));
                await Expect(notice).ToBeHiddenAsync();
                await Expect(ours.Bubbles).ToHaveCountAsync(4);

                // A note is not for the contact: nobody is said to reply.
                await theirs.Page.Locator("button[data-mode=note]").ClickAsync();
                await theirs.Composer.PressSequentiallyAsync("call her");
                await Expect(Presence(ours)).ToHaveTextAsync($"{dana} is writing a note");
                await Expect(ours.Row(id)).Not.ToContainTextAsync("is replying");

                await theirs.GoTo("/inbox");
                await Expect(Presence(ours)).ToHaveCountAsync(0);
            });
        }, new() { Email = email, Password = Strangers.Password });
    }

    private static ILocator Presence(Screen screen) => screen.Page.Locator("[data-presence]");
}
