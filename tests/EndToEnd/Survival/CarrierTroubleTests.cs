using System.Net;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival;

/// <summary>A carrier that does not do as it should: nobody is texted twice, and everybody is told what happened.</summary>
public sealed class CarrierTroubleTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task A_page_of_HTML_instead_of_an_answer_leaves_the_text_in_doubt_and_sends_it_once()
    {
        var anna = People.Next();
        await Silence(anna);
        await Carrier.Fault(new { effect = "status", code = 502, body = "<html><h1>Bad Gateway</h1></html>", execute = true, to = anna }, Cancellation);

        await Api.Settled(await Api.Send(anna, "hi"), "in_doubt", Cancellation);

        await OthersStillGet();
        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
        Assert.Single(await Carrier.MessagesTo(anna, Cancellation));
    }

    [Fact]
    public async Task A_text_in_doubt_is_settled_by_a_callback()
    {
        var anna = People.Next();
        var silence = await Silence(anna);
        await Carrier.Fault(new { effect = "resetAfterExecute", to = anna }, Cancellation);
        var sent = await Api.Send(anna, "hi");
        await Api.Settled(sent, "in_doubt", Cancellation);

        await Carrier.EndFault(silence, Cancellation);
        var taken = Assert.Single(await Carrier.MessagesTo(anna, Cancellation));
        await Carrier.Push(taken.Text("sid")!, "delivered", Cancellation);

        var delivered = await Api.Settled(sent, "delivered", Cancellation);
        Assert.Equal(taken.Text("sid"), delivered.Text("messageSid"));
        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
    }

    [Fact]
    public async Task A_carrier_that_takes_the_text_and_never_answers_is_believed_when_it_calls_back()
    {
        const string Hanging = "+15002300007";

        var sent = await Api.Send(Hanging, "hi");

        await Api.Settled(sent, "delivered", Cancellation);
        Assert.Single(await Carrier.MessagesTo(Hanging, Cancellation));
    }

    [Fact]
    public async Task Too_many_requests_are_repeated_until_the_text_goes_out_once()
    {
        const string Busy = "+15002300010"; // refuses two requests

        var sent = await Api.Send(Busy, "hi");

        await Api.Settled(sent, "delivered", Cancellation);
        Assert.Single(await Carrier.MessagesTo(Busy, Cancellation));
    }

    [Fact]
    public async Task A_slow_carrier_holds_up_neither_what_comes_in_nor_other_texts()
    {
        var anna = People.Next();
        await Carrier.Fault(new { effect = "slow", ms = 20_000, to = anna, count = 1 }, Cancellation);
        var slow = await Api.Send(anna, "takes its time");

        await OthersStillGet();
        await Carrier.Text(anna, OurLines.First, "Are you still there?", Cancellation);

        var delivered = await Api.Settled(slow, "delivered", Cancellation);
        Assert.Equal(2, Assert.Single(await Api.With(anna)).Number("smsCount"));
        Assert.Equal("outbound", delivered.Text("direction"));
        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
    }

    [Fact]
    public async Task While_the_carrier_is_down_texts_wait_and_then_go_out_once()
    {
        await using var installation = await Stage.Installation.Start(Postgres, Cancellation);
        var people = Enumerable.Range(0, 3).Select(_ => People.Next()).ToList();
        await installation.Carrier.Stop();

        var texts = await Task.WhenAll(people.Select(person => installation.Api.Send(person, "hi")));
        Assert.All(texts, text => Assert.Equal((HttpStatusCode.Created, "queued"), (text.Status, text.Json.Text("status"))));
        await installation.Silo.Log.Line(line => line.Contains("goes back into the outbox", StringComparison.Ordinal), Cancellation);
        await installation.StartCarrierAgain(Cancellation);

        for (var i = 0; i < people.Count; i++)
        {
            await installation.Api.Settled(texts[i], "delivered", Cancellation);
            Assert.Single(await installation.Carrier.MessagesTo(people[i], Cancellation));
        }
    }

    /// <summary>No callbacks for this number.</summary>
    private Task<string> Silence(string number) => Carrier.Fault(new { effect = "callbackLost", to = number }, Cancellation);

    private async Task OthersStillGet() => await Api.Settled(await Api.Send(People.Next(), "hi"), "delivered", Cancellation);
}
