using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival;
using OrleansSms.TestKit.Processes;
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

    [Fact]
    public async Task An_owner_sees_each_silo_and_what_it_carries() => await browser.Visit(silos.B, async screen =>
    {
        await screen.GoTo("/settings/operations");

        foreach (var silo in new[] { silos.A, silos.B })
        {
            var row = AtWork(screen, silo);
            await Expect(row.GetByText(new Regex("^\\d+ grains? · "))).ToBeVisibleAsync();
            await Expect(row.GetByText("this one")).ToHaveCountAsync(silo == silos.B ? 1 : 0);
        }
    });

    [Fact]
    public async Task The_balancer_tells_the_outside_no_metrics()
    {
        await using var balancer = await Nginx.Start([silos.A, silos.B], Cancellation);
        using var outside = new HttpClient { BaseAddress = balancer.Address };

        using var answer = await outside.GetAsync(new Uri("/metrics", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await Eventually.Get(() => Task.FromResult(balancer.AnsweredItself()), itself => itself, Cancellation);
    }

    [Fact]
    public async Task A_page_whose_silo_is_killed_goes_on_at_another_with_what_was_typed_and_shows_what_it_missed()
    {
        var anna = People.Next();
        await silos.Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await silos.ApiOfB.With(anna)).Text("id");
        await using var balancer = await Nginx.Start([silos.A, silos.B], Cancellation);
        var killed = silos.A;

        await browser.Visit(silos.A, async screen =>
        {
            screen.ExpectsOutage = true;
            await screen.GoToConversation(id);
            await screen.Composer.PressSequentiallyAsync("half a sen");
            // A browser stays with its silo, so the last one that was asked is the page's.
            var (page, other) = balancer.LastAsked() == silos.A.Address.Port ? (silos.A, silos.B) : (silos.B, silos.A);

            await (killed = page).Kill();
            var text = Webhook.Text(anna, "while its silo was dead");
            var webhooks = new Webhook(other.Anonymous, silos.A.Address);
            await Eventually.Get(() => webhooks.Receive(text), answer => answer.Status == HttpStatusCode.OK, Cancellation);

            await Expect(screen.Bubble("while its silo was dead")).ToBeVisibleAsync();
            await Expect(screen.Reconnecting).ToBeHiddenAsync();
            await Expect(screen.Composer).ToHaveValueAsync("half a sen");
            await screen.Composer.PressSequentiallyAsync("tence");
            await screen.Composer.PressAsync("Enter");
            // Its callbacks go to the first silo, whichever was killed.
            await Expect(screen.Bubble("half a sentence")).ToHaveAttributeAsync("data-status", new Regex("^(accepted|sent|delivered)$"));

            await screen.GoTo("/settings/operations");
            await Expect(AtWork(screen, other)).ToBeVisibleAsync();
            await Expect(AtWork(screen, killed)).ToHaveCountAsync(0);
        }, new() { Address = balancer.Address });

        await silos.StartAgain(killed, Cancellation);
        Assert.Equal(1, await silos.Carrier.PostsTo(anna, Cancellation));
        Assert.Equal(3, Assert.Single(await silos.ApiOfA.With(anna)).Number("smsCount"));
    }

    private static ILocator AtWork(Screen screen, SiloProcess silo) =>
        screen.Page.Locator("[data-silos] tbody tr").Filter(new() { HasText = $":{silo.Settings.ClusterPort}" }).Filter(new() { HasText = "At work" });
}
