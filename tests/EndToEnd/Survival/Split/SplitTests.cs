using System.Net;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Split;

[Collection(Name)]
public sealed class SplitTests(SplitStage stage, Browser browser)
{
    public const string Name = "split";

    private const int Aborted = 134;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_silos_that_lose_each_other_store_and_send_everything_once_and_their_pages_agree_afterwards()
    {
        Assert.SkipUnless(IpRoute.Missing is null, IpRoute.Missing ?? "");
        var people = await stage.Acquaintances(12);
        var id = Assert.Single(await new Api(stage.A.Http).With(people[0])).Text("id")!;

        await browser.Visit(stage.A, async atA => await browser.Visit(stage.B, async atB =>
        {
            foreach (var screen in (Screen[])[atA, atB])
            {
                screen.ExpectsOutage = true;
                await screen.GoToConversation(id);
            }

            await stage.Hosts!.Part();
            await stage.Traffic(people, stage.OneIsGivenUp(Cancellation));
            var end = stage.OneEnds(Cancellation);
            await stage.Traffic(people, end);

            var ended = await end;
            Assert.Equal(Aborted, await ended.Ended(Cancellation));
            await stage.Hosts.Join();
            await (await stage.LaunchAgain(ended)).Ready(Cancellation);
            await stage.Trial.Quiet();

            await ShowsTheThread(atA, id);
            await ShowsTheThread(atB, id);
        }));

        await Verdict.Of(stage.Trial, "after the split", Cancellation);
    }

    // These two take long: scripts/split.sh runs them.
    [Fact(Explicit = true)]
    public async Task A_silo_that_was_given_up_and_started_again_is_let_in_when_it_reaches_the_other()
    {
        Assert.SkipUnless(IpRoute.Missing is null, IpRoute.Missing ?? "");
        await stage.Hosts!.Part();

        var again = await stage.LaunchAgain(await stage.OneEnds(Cancellation));

        await again.Log.Line(line => line.Contains("Failed to get ping responses from 1 of 1 active silos", StringComparison.Ordinal), Cancellation);
        await stage.Hosts.Join();
        await again.Ready(Cancellation);
        await Task.WhenAll(stage.A.Ready(Cancellation), stage.B.Ready(Cancellation));
    }

    [Fact(Explicit = true)]
    public async Task A_silo_cut_off_from_the_database_and_the_other_takes_nothing_and_what_it_remembers_afterwards_overwrites_nothing()
    {
        Assert.SkipUnless(IpRoute.Missing is null, IpRoute.Missing ?? "");
        var people = await stage.Acquaintances(16);
        var (asked, left) = (people.Take(4).ToList(), people.Skip(4).ToList());
        var texts = asked.Select(person => Webhook.Text(person, "to the one that is cut off")).ToList();
        using var carrier = stage.A.Client(token: null);
        // As long as the carrier waits.
        carrier.Timeout = TimeSpan.FromSeconds(15);
        var cutOff = new Webhook(carrier, stage.A.Settings.PublicAddress!);

        await stage.Hosts!.Part();
        await TwoHosts.Lose(stage.Hosts.A, stage.Hosts.Database.ToString());
        var givenUp = stage.OneIsGivenUp(Cancellation);

        Assert.All(await Task.WhenAll(texts.Select(cutOff.Receive)), answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        await givenUp;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await new Api(carrier).Get("/health/ready")).Status);
        left.ForEach(person => stage.World.Receive(person, "to the other one", door: 1));
        await stage.World.AllTaken();

        await stage.Hosts.Join();
        await TwoHosts.Find(stage.Hosts.A, stage.Hosts.Database.ToString());
        left.ForEach(person => stage.World.Receive(person, "to the one that does not know it yet", door: 0));
        texts.ForEach(text => stage.World.Receive(text, 0));
        var end = stage.OneEnds(Cancellation);
        await stage.Traffic(people, end);

        Assert.Equal(stage.A, await end);
        Assert.Equal(Aborted, await stage.A.Ended(Cancellation));
        Assert.True(SplitStage.WasOutrun(stage.A), "It remembered nothing that the other had changed.");
        await (await stage.LaunchAgain(stage.A)).Ready(Cancellation);
        await stage.Trial.Quiet();
        await Verdict.Of(stage.Trial, "after being cut off", Cancellation);
    }

    /// <summary>All of it or, if that is long, its newest page: more than that only a page shows that was open all the time.</summary>
    private async Task ShowsTheThread(Screen screen, string id)
    {
        var thread = (await new Api(stage.B.Http).Thread(id)).Messages().Select(message => message.Text("body")!).ToList();
        await Eventually.Get(async () => (await Shown(screen)).TakeLast(thread.Count).ToList(), shown => shown.SequenceEqual(thread), Cancellation);
    }

    private static async Task<IReadOnlyList<string>> Shown(Screen screen)
    {
        try
        {
            return await screen.Bubbles.Locator("[data-body]").AllInnerTextsAsync();
        }
        catch (PlaywrightException)
        {
            // It is opening again just now.
            return [];
        }
    }
}

[CollectionDefinition(SplitTests.Name)]
public sealed class SplitCollection : ICollectionFixture<SplitStage>;
