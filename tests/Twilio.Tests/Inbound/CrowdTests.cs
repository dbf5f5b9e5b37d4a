using System.Net;
using Orleans.Runtime;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

/// <summary>More than the doors can take: too many, too slow, too long.</summary>
public sealed class CrowdTests
{
    private static readonly (string, string)[] Sms =
        [("MessageSid", Some.MessageSid), ("AccountSid", Some.AccountSid), ("From", Some.Contact), ("To", Some.Line), ("Body", "x")];

    private readonly TaskCompletionSource _end = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_places_and_those_who_wait_the_carrier_is_asked_at_once_to_come_again()
    {
        await using var receiver = await Busy();
        var others = Enumerable.Range(0, 3).Select(_ => receiver.Post(Receiver.Inbound, Sms)).ToList();

        // The clock stands still: whoever is answered now was not let wait.
        for (var i = 0; i < 2; i++)
        {
            var answered = await Task.WhenAny(others);
            others.Remove(answered);
            await IsComeAgain(await answered, "busy", seconds: 2);
        }

        Assert.Equal((0, 1), receiver.Get<WebhookPlaces>().Now);
        Assert.Equal((2, "busy"), Assert.Single(receiver.Refusals) is var refused ? (refused.Count, refused.Reason) : default);
        _end.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await others[0]).StatusCode);
    }

    [Fact]
    public async Task Who_waits_for_a_place_waits_a_moment_only()
    {
        await using var receiver = await Busy();
        var waiting = receiver.Post(Receiver.Inbound, Sms);
        await Until(() => receiver.Get<WebhookPlaces>().Now.Waiting == 1);

        receiver.Time.Advance(TimeSpan.FromSeconds(1));

        await IsComeAgain(await waiting, "busy", seconds: 2);
        _end.SetResult();
    }

    [Fact]
    public async Task When_nobody_more_may_wait_nothing_is_looked_at_any_more()
    {
        await using var receiver = await Busy();
        var waiting = receiver.Post(Receiver.Inbound, Sms);
        await Until(() => receiver.Get<WebhookPlaces>().AreFull);

        await IsComeAgain(await receiver.Send(receiver.Form(Receiver.Inbound, Sms), "no signature at all"), "busy", seconds: 2);

        _end.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
    }

    [Theory]
    [InlineData(Receiver.Inbound)]
    [InlineData(Receiver.Status)]
    public async Task A_queue_that_is_full_further_in_is_no_fault_and_the_carrier_is_asked_to_come_again(string door)
    {
        await using var receiver = await Receiver.Start();
        receiver.World.BySid[Some.MessageSid] = new(Some.Conversation, Some.MessageId);
        receiver.World.Fault = new LimitExceededException("full");

        var answer = await receiver.Post(door, [.. Sms, ("MessageStatus", "sent")]);

        await IsComeAgain(answer, "busy", seconds: 2);
        Assert.Equal((1, "busy"), Assert.Single(receiver.Refusals) is var refused ? (refused.Count, refused.Reason) : default);
        Assert.DoesNotContain(receiver.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Receiver.Inbound)]
    [InlineData(Receiver.Status)]
    public async Task Work_that_hangs_is_answered_in_time_and_ends_all_the_same(string door)
    {
        await using var receiver = await Receiver.Start(("Webhooks:AtOnce", "1"));
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));
        receiver.World.BySid[Some.MessageSid] = new(Some.Conversation, Some.MessageId);
        receiver.World.Delay = _end.Task;

        var answer = receiver.Post(door, [.. Sms, ("MessageStatus", "sent")]);
        await receiver.World.AtWork.WaitAsync(Cancellation);
        await PassTimeUntilAnswered(receiver, answer);

        await IsComeAgain(await answer, "try-again", seconds: 5);
        // What it works with is still taken.
        Assert.Equal(0, receiver.Get<WebhookPlaces>().Now.Free);
        _end.SetResult();
        await Until(() => receiver.Get<WebhookPlaces>().Now.Free == 1);
        Assert.Equal(1, receiver.World.Received.Count + receiver.World.Reported.Count);
    }

    [Fact]
    public async Task Work_that_fails_after_its_answer_is_told_in_the_log()
    {
        await using var receiver = await Receiver.Start();
        var told = new TaskCompletionSource();
        receiver.Log.Awaited = ("failed at last", told);
        (receiver.World.Delay, receiver.World.Fault) = (_end.Task, new TimeoutException("database down"));

        var answer = receiver.Post(Receiver.Inbound, Sms);
        await PassTimeUntilAnswered(receiver, answer);

        _end.SetResult();
        await told.Task;
    }

    [Theory]
    [InlineData("Content-Length: 100", "AccountSid=")]
    [InlineData("Transfer-Encoding: chunked", "b\r\nAccountSid=\r\n")]
    public async Task A_caller_that_trickles_is_cut_off_and_takes_no_place(string length, string beginning)
    {
        await using var receiver = await Receiver.Start(("Webhooks:AtOnce", "1"));
        using var caller = await RawCaller.Connect(receiver.Url);
        await caller.Say(RawCaller.Head(Receiver.Inbound, length) + beginning);
        await Until(() => receiver.Get<WebhookBody>().Awaited == 1);
        Assert.Equal((1, 0), receiver.Get<WebhookPlaces>().Now);

        receiver.Time.Advance(TimeSpan.FromSeconds(4));

        Assert.StartsWith("HTTP/1.1 408", await caller.FirstLine(), StringComparison.Ordinal);
        Assert.Equal(0, receiver.Get<WebhookBody>().Awaited);
    }

    [Fact]
    public async Task After_that_nothing_more_is_read_from_it()
    {
        await using var receiver = await Receiver.Start();
        using var caller = await RawCaller.Connect(receiver.Url);
        await caller.Say(RawCaller.Head(Receiver.Inbound, "Content-Length: 100") + "a");
        await Until(() => receiver.Get<WebhookBody>().Awaited == 1);

        receiver.Time.Advance(TimeSpan.FromSeconds(4));

        await caller.IsCutOff();
    }

    [Fact]
    public async Task However_many_trickle_what_comes_at_once_gets_through()
    {
        await using var receiver = await Receiver.Start(("Webhooks:AtOnce", "1"));
        using var first = await RawCaller.Connect(receiver.Url);
        using var second = await RawCaller.Connect(receiver.Url);
        using var carrier = await RawCaller.Connect(receiver.Url);
        await first.Say(RawCaller.Head(Receiver.Inbound, "Content-Length: 100") + "a");
        await Until(() => receiver.Get<WebhookBody>().Awaited == 1);

        await second.Say(RawCaller.Head(Receiver.Inbound, "Content-Length: 100") + "a");
        Assert.StartsWith("HTTP/1.1 503", await second.FirstLine(), StringComparison.Ordinal);

        var body = await new FormUrlEncodedContent(Sms.Select(field => KeyValuePair.Create(field.Item1, field.Item2))).ReadAsStringAsync(Cancellation);
        await carrier.Say(RawCaller.Head(
            Receiver.Inbound, $"Connection: close\r\nX-Twilio-Signature: {Receiver.SignatureOf(Receiver.Inbound, Sms)}\r\nContent-Length: {body.Length}") + body);
        Assert.StartsWith("HTTP/1.1 200", await carrier.Answer(), StringComparison.Ordinal);
        Assert.Single(receiver.World.Received);
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_read_whole()
    {
        await using var receiver = await Receiver.Start();
        using var carrier = await RawCaller.Connect(receiver.Url);
        var body = await new FormUrlEncodedContent(Sms.Select(field => KeyValuePair.Create(field.Item1, field.Item2))).ReadAsStringAsync(Cancellation);
        await carrier.Say(RawCaller.Head(
            Receiver.Inbound, $"Connection: close\r\nX-Twilio-Signature: {Receiver.SignatureOf(Receiver.Inbound, Sms)}\r\nContent-Length: {body.Length}") + body[..20]);
        await Until(() => receiver.Get<WebhookBody>().Awaited == 1);

        await carrier.Say(body[20..]);

        Assert.StartsWith("HTTP/1.1 200", await carrier.Answer(), StringComparison.Ordinal);
        Assert.Single(receiver.World.Received);
        Assert.Equal(0, receiver.Get<WebhookBody>().Awaited);
    }

    /// <summary>One place, and it is taken until the test ends it.</summary>
    private async Task<Receiver> Busy()
    {
        var receiver = await Receiver.Start(("Webhooks:AtOnce", "1"));
        receiver.World.Delay = _end.Task;
        _ = receiver.Post(Receiver.Inbound, Sms);
        await receiver.World.AtWork.WaitAsync(Cancellation);
        return receiver;
    }

    private static async Task IsComeAgain(HttpResponseMessage answer, string code, int seconds)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(seconds), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static Task PassTimeUntilAnswered(Receiver receiver, Task answer) => Until(() =>
    {
        receiver.Time.Advance(TimeSpan.FromSeconds(1));
        return answer.IsCompleted;
    });

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }
}
