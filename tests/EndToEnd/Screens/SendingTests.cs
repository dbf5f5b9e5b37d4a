using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Conversing))]
public sealed class SendingTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task A_text_from_the_composer_is_delivered_before_the_eye()
    {
        var (anna, id) = await Conversation();

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Write("Your order is ready");

            await Expect(screen.Bubble("Your order is ready")).ToBeInViewportAsync();
            await Expect(screen.Composer).ToHaveValueAsync("");
            await Expect(screen.Bubble("Your order is ready")).ToHaveAttributeAsync("data-status", "delivered");
            await Screen.Shows(screen.Bubble("Your order is ready").GetByLabel("Delivered, show history"));
            Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
        });
    }

    [Fact]
    public async Task A_text_is_on_the_screen_before_the_carrier_has_it()
    {
        var (anna, id) = await Conversation();
        var slow = await Carrier.Fault(new { effect = "slow", ms = 600_000, to = anna }, Cancellation);

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Write("Written already");

            await Expect(screen.Bubble("Written already")).ToBeInViewportAsync();
            await Expect(screen.Bubble("Written already")).ToHaveAttributeAsync("data-status", "queued");
            Assert.Empty(await Carrier.MessagesTo(anna, Cancellation));
        });
        await Carrier.EndFault(slow, Cancellation);
    }

    [Fact]
    public async Task A_failure_is_explained_in_words()
    {
        var text = $"Are you there? {Guid.NewGuid():N}";

        await browser.Visit(Installation.Silo, async screen =>
        {
            await New(screen, "+15002230003", text);

            await Expect(screen.Bubble(text)).ToHaveAttributeAsync("data-status", "undelivered");
            await Expect(screen.Bubble(text).Locator(".why")).ToContainTextAsync("the phone was unreachable");
            await Expect(screen.Bubble(text).Locator(".why")).ToContainTextAsync("Code 30003");
        });
    }

    [Fact]
    public async Task A_number_as_one_dials_it_starts_a_conversation()
    {
        var anna = People.Next();

        await browser.Visit(Installation.Silo, async screen =>
        {
            await New(screen, $"({anna[2..5]}) {anna[5..8]}-{anna[8..]}", "Nice to meet you");

            await Expect(screen.Bubble("Nice to meet you")).ToHaveAttributeAsync("data-status", "delivered");
            Assert.EndsWith(Assert.Single(await Api.With(anna)).Text("id")!, screen.Page.Url, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Enter_pressed_twice_sends_once()
    {
        var (anna, id) = await Conversation();

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Composer.FillAsync("once");
            await screen.Page.EvaluateAsync("""
                () => {
                    const input = document.querySelector('[data-input]');
                    for (let i = 0; i < 2; i++) input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
                }
                """);

            await Expect(screen.Bubble("once")).ToHaveAttributeAsync("data-status", "delivered");
            await Expect(screen.Bubble("once")).ToHaveCountAsync(1);
            Assert.Equal(2, Assert.Single(await Api.With(anna)).Number("smsCount"));
        });
    }

    [Fact]
    public async Task Who_opted_out_cannot_be_written_to()
    {
        var (anna, id) = await Conversation();

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await Screen.Shows(screen.Composer);
            await Carrier.Text(anna, OurLines.First, "STOP", Cancellation);

            await Expect(screen.Composer).ToBeHiddenAsync();
            await Expect(screen.Page.Locator("#thread")).ToContainTextAsync("opted out");
        });
    }

    private static async Task New(Screen screen, string to, string text)
    {
        await screen.GoTo("/new");
        await screen.Page.GetByLabel("To", new() { Exact = true }).FillAsync(to);
        await screen.Write(text);
        await Screen.Shows(screen.Bubble(text));
    }

    private async Task<(string Contact, string Id)> Conversation()
    {
        var contact = People.Next();
        await Carrier.Text(contact, OurLines.First, "hello", Cancellation);
        return (contact, Assert.Single(await Api.With(contact)).Text("id")!);
    }
}
