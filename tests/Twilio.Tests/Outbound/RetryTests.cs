using System.Globalization;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Outbound;

public sealed class RetryTests
{
    private const string Busy = """{"code":20429,"message":"Too Many Requests","status":429}""";

    [Fact]
    public async Task Too_many_requests_is_tried_again_until_the_carrier_has_room()
    {
        await using var carrier = await CarrierStub.Start((http, number) => number < 4 ? CarrierStub.Write(http, 429, Busy) : CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Settled>(await sender.Send());
        Assert.Equal(4, carrier.Posts.Count);
        Assert.Equal(3, sender.Time.Waits.Count);
        Assert.All(sender.Time.Waits.Zip([0.5, 1, 2]), wait => Assert.InRange(wait.First, TimeSpan.Zero, TimeSpan.FromSeconds(wait.Second)));
    }

    [Fact]
    public async Task Too_many_requests_for_ever_goes_back_to_the_outbox()
    {
        await using var carrier = await CarrierStub.Answering(429, Busy);
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());
        Assert.Equal(6, carrier.Posts.Count);
    }

    [Fact]
    public async Task The_carriers_own_wish_is_honoured()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
        {
            http.Response.Headers.RetryAfter = "17";
            return number == 1 ? CarrierStub.Write(http, 429, "") : CarrierStub.Created(http);
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Settled>(await sender.Send());
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.Single(sender.Time.Waits));
    }

    [Fact]
    public async Task The_carriers_wish_may_be_a_date()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
        {
            http.Response.Headers.RetryAfter = DateTimeOffset.Parse("2000-01-01T00:00:20Z", CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
            return number == 1 ? CarrierStub.Write(http, 429, Busy) : CarrierStub.Created(http);
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Settled>(await sender.Send());
        Assert.Equal(TimeSpan.FromSeconds(20), Assert.Single(sender.Time.Waits));
    }

    [Fact]
    public async Task A_wish_longer_than_a_minute_is_left_to_the_outbox()
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Response.Headers.RetryAfter = "90";
            return CarrierStub.Write(http, 429, Busy);
        });
        using var sender = new Sender(carrier.Url);

        var answer = Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());
        Assert.Equal(TimeSpan.FromSeconds(90), answer.RetryAfter);
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task All_waits_together_are_at_most_a_minute()
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Response.Headers.RetryAfter = "25";
            return CarrierStub.Write(http, 429, Busy);
        });
        using var sender = new Sender(carrier.Url);

        Assert.Equal(TimeSpan.FromSeconds(25), Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send()).RetryAfter);
        Assert.Equal(3, carrier.Posts.Count);
    }

    [Fact]
    public async Task A_busy_answer_and_then_a_lost_one_is_in_doubt()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
        {
            if (number == 1)
            {
                return CarrierStub.Write(http, 429, Busy);
            }

            http.Abort();
            return Task.CompletedTask;
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Unknown>(await sender.Send());
        Assert.Equal(2, carrier.Posts.Count);
    }

    [Fact]
    public async Task Stopping_while_waiting_for_room_proves_that_nothing_was_sent()
    {
        using var stop = new CancellationTokenSource();
        await using var carrier = await CarrierStub.Answering(429, Busy);
        using var sender = new Sender(carrier.Url, new ImpatientTime { StandsStill = true });

        var sending = sender.Send(cancellation: stop.Token);
        await sender.Time.Waiting.Task;
        await stop.CancelAsync();
        Assert.IsType<CarrierAnswer.NotExecuted>(await sending);
        Assert.Single(carrier.Posts);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_refused_connection_is_tried_a_few_times_and_goes_back_to_the_outbox(string scheme)
    {
        using var sender = new Sender(OutcomeTests.RefusingUrl(scheme));

        Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());
        Assert.Equal(2, sender.Time.Waits.Count);
    }

    [Fact]
    public async Task A_failed_handshake_proves_that_nothing_was_sent()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url.Replace("http:", "https:", StringComparison.Ordinal));

        Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task An_unknown_host_proves_that_nothing_was_sent()
    {
        using var sender = new Sender("http://carrier.invalid");

        Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        var arrived = new SemaphoreSlim(0);
        var go = new TaskCompletionSource();
        int now = 0, most = 0;
        await using var carrier = await CarrierStub.Start(async (http, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            arrived.Release();
            await go.Task;
            Interlocked.Decrement(ref now);
            await CarrierStub.Created(http);
        });
        using var sender = new Sender(carrier.Url, ("Twilio:MaxConcurrentRequests", "3"));

        var sending = Enumerable.Range(0, 10).Select(_ => sender.Send()).ToArray();
        for (var i = 0; i < 3; i++)
        {
            await arrived.WaitAsync(TestContext.Current.CancellationToken);
        }

        go.SetResult();
        Assert.All(await Task.WhenAll(sending), answer => Assert.IsType<CarrierAnswer.Settled>(answer));
        Assert.Equal(10, carrier.Posts.Count);
        Assert.Equal(3, most);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
