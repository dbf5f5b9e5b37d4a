using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class LongThreadTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private const int Length = 500;

    // The first row in view must stay where it is, in every frame until and after older rows came.
    private const string ScrollUp = """
        async () => {
            const frame = () => new Promise(requestAnimationFrame);
            const scroll = document.querySelector('chat-scroll');
            const rows = () => [...scroll.querySelectorAll('[data-seq]')];
            const first = () => +rows()[0].dataset.seq;
            const edge = scroll.getBoundingClientRect().top;
            const before = first();
            // Up to the first row that is there, as a wheel would come: deep in the empty space above it there is nothing to hold on to.
            scroll.scrollTop += rows()[0].getBoundingClientRect().top - edge - 100;
            await frame();
            const anchor = rows().find(row => row.getBoundingClientRect().bottom > edge);
            const at = anchor.getBoundingClientRect().top;
            let moved = 0;
            for (let calm = 0, i = 0; calm < 20 && i < 3000; i++) {
                await frame();
                moved = Math.max(moved, Math.abs(anchor.getBoundingClientRect().top - at));
                if (first() < before) calm++;
            }
            return { before, after: first(), moved };
        }
        """;

    [Fact]
    public async Task A_long_thread_opens_at_its_end_and_older_texts_come_without_a_jump()
    {
        var anna = People.Next();
        await Webhooks.Receive(Webhook.Text(anna, "text 1"));
        await Parallel.ForAsync(2, Length, Cancellation, async (number, _) => await Webhooks.Receive(Webhook.Text(anna, $"text {number} {new string('x', number % 90)}")));
        await Webhooks.Receive(Webhook.Text(anna, "the very last"));
        var head = Assert.Single(await Api.With(anna));
        Assert.Equal(Length, head.Number("smsCount"));

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(head.Text("id"));
            await Expect(screen.Bubble("the very last")).ToBeInViewportAsync();

            var first = int.MaxValue;
            while (first > 1)
            {
                var scrolled = await screen.Page.EvaluateAsync<JsonElement>(ScrollUp);
                Assert.True(scrolled.GetProperty("moved").GetDouble() <= 1, $"A jump: {scrolled}");
                Assert.True(scrolled.Number("after") < scrolled.Number("before"), $"Nothing older came: {scrolled}");
                first = scrolled.Number("after")!.Value;
            }

            await Expect(screen.Page.GetByText("This is the beginning of the conversation")).ToBeAttachedAsync();
        });
    }
}
