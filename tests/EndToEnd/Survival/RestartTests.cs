using System.Globalization;
using System.Net;
using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Survival;

/// <summary>The silo ends, one way or the other, and another process takes its place.</summary>
public sealed class RestartTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_everything_is_as_it_was(bool killed)
    {
        await using var installation = await Installation.Start(shared.Postgres, Cancellation);
        var anna = People.Next();
        await Parallel.ForAsync(0, 20, Cancellation, async (number, cancellation) =>
            await installation.Carrier.Text(anna, OurLines.First, $"text {number}", cancellation));
        var sent = await installation.Api.Send(anna, "All read, thanks");
        await installation.Api.Settled(sent, "delivered", Cancellation);
        var (head, thread) = await Seen();

        await (killed ? installation.Silo.Kill() : Ended());
        await installation.StartSiloAgain(Cancellation);

        Assert.Equal((head, thread), await Seen());
        Assert.Equal(1, await installation.Carrier.PostsTo(anna, Cancellation));
        await installation.Carrier.Text(anna, OurLines.First, "And now?", Cancellation);
        Assert.Equal(22, Assert.Single(await installation.Api.With(anna)).Number("smsCount"));

        async Task Ended() => Assert.Equal(0, await installation.Silo.Stop());
        async Task<(string Head, string Thread)> Seen() =>
            (Assert.Single(await installation.Api.With(anna)).GetRawText(), (await installation.Api.Thread(sent.Json.Text("conversationId")!)).Text);
    }

    [Fact]
    public async Task What_waited_while_the_silo_was_killed_goes_out_once()
    {
        // One text goes out, and the next has to wait for hours.
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, settings => settings with { More = Pace("0.01", burst: 1) });
        await installation.Api.Settled(await installation.Api.Send(People.Next(), "first"), "delivered", Cancellation);
        var people = Enumerable.Range(0, 5).Select(_ => People.Next()).ToList();
        var waiting = new List<Answer>();
        foreach (var person in people)
        {
            waiting.Add(await installation.Api.Send(person, "later"));
        }

        await installation.Silo.Kill();
        await installation.StartSiloAgain(Cancellation, settings => settings with { More = Pace("1000", burst: 1000) });

        foreach (var text in waiting)
        {
            Assert.Equal(HttpStatusCode.Created, text.Status);
            await installation.Api.Settled(text, "delivered", Cancellation);
        }

        foreach (var person in people)
        {
            Assert.Equal(1, await installation.Carrier.PostsTo(person, Cancellation));
        }
    }

    private static Dictionary<string, string> Pace(string segmentsPerSecond, int burst) => new()
    {
        ["Lines__SegmentsPerSecond"] = segmentsPerSecond,
        ["Lines__Burst"] = burst.ToString(CultureInfo.InvariantCulture),
    };
}
