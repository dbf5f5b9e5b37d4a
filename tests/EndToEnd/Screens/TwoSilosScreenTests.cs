using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(TwoSilosTests.Name)]
public sealed class TwoSilosScreenTests(TwoSilos silos, Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_at_two_silos_see_the_same_conversation_grow()
    {
        var anna = People.Next();
        await silos.Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await silos.ApiOfB.With(anna)).Text("id");

        await browser.Visit(silos.A, async atA => await browser.Visit(silos.B, async atB =>
        {
            await atA.GoToConversation(id);
            await atB.GoToConversation(id);

            await atA.Write("written at A");
            await Expect(atB.Bubble("written at A")).ToHaveAttributeAsync("data-status", "delivered");
            await Expect(atA.Bubble("written at A")).ToHaveAttributeAsync("data-status", "delivered");

            await atB.Write("written at B");
            await Expect(atA.Bubble("written at B")).ToHaveAttributeAsync("data-status", "delivered");

            await silos.Carrier.Text(anna, OurLines.First, "to both of you", Cancellation);
            foreach (var screen in new[] { atA, atB })
            {
                await Expect(screen.Bubble("to both of you")).ToBeInViewportAsync();
                await Expect(screen.Row(id)).ToContainTextAsync("to both of you");
                await Expect(screen.Bubbles).ToHaveCountAsync(4);
            }
        }));
        Assert.Equal(2, await silos.Carrier.PostsTo(anna, Cancellation));
    }
}
