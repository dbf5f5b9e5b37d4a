using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class LinePostTests
{
    private readonly Clock _clock = new();
    private readonly FakeConversationStore _store = new();
    private readonly List<DeliveryReport> _reports = [];
    private int _woken;

    private readonly Outages _outages = new();
    private Func<Task> _onReport = () => Task.CompletedTask;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_carrier_answers_is_reported_to_the_conversation()
    {
        var item = await Claimed();
        var answer = new DeliveryReport(item.MessageId, "queued", Some.Sid(1));

        await Post(new CarrierAnswer.Settled(answer)).Send(item);

        Assert.Equal([answer with { Attempt = 1 }], _reports);
    }

    [Fact]
    public async Task An_answer_that_was_lost_makes_the_message_in_doubt_and_never_puts_it_back()
    {
        var item = await Claimed();

        await Post(new CarrierAnswer.Unknown("reset")).Send(item);

        Assert.Equal([new(item.MessageId, DeliveryReport.InDoubt, Attempt: 1)], _reports);
        Assert.Equal(1, _woken);
        Assert.Null(await Claim(_clock.GetUtcNow().AddDays(9)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(6, 60)]
    [InlineData(70, 60)]
    public async Task What_was_not_executed_waits_longer_after_every_try(int attempt, int seconds)
    {
        var item = await Claimed();
        while (item.Attempt < attempt)
        {
            await _store.Outbox.PutBack(item.MessageId, item.Attempt, Some.Now, Cancellation);
            item = (await Claim(Some.Now))!;
        }

        await Post(new CarrierAnswer.NotExecuted(null, "refused")).Send(item);

        Assert.Null(await Claim(Some.Now.AddSeconds(seconds).AddMilliseconds(-1)));
        Assert.Equal(item.MessageId, (await Claim(Some.Now.AddSeconds(seconds)))!.MessageId);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task The_carriers_own_wish_when_to_try_again_is_kept()
    {
        var item = await Claimed();

        await Post(new CarrierAnswer.NotExecuted(TimeSpan.FromSeconds(37), "429")).Send(item);

        Assert.Null(await Claim(Some.Now.AddSeconds(36)));
        Assert.NotNull(await Claim(Some.Now.AddSeconds(37)));
    }

    [Fact]
    public async Task A_message_that_waited_too_long_is_given_up_and_not_put_back()
    {
        var item = await Claimed();
        _clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        await Post(new CarrierAnswer.NotExecuted(null, "refused")).Send(item);

        Assert.Equal([new(item.MessageId, DeliveryReport.GivenUp, Attempt: 1)], _reports);
        Assert.Null(await Claim(_clock.GetUtcNow().AddDays(9)));
    }

    [Fact]
    public async Task A_carrier_that_lets_nobody_in_makes_the_line_pause_and_the_message_says_why_once()
    {
        var item = await Claimed();
        var post = Post(new CarrierAnswer.LockedOut(20003, "token"));

        Assert.Equal(TimeSpan.FromMinutes(1), await post.Send(item));

        Assert.Equal([new(item.MessageId, DeliveryReport.HeldUp, ErrorCode: 20003)], _reports);
        Assert.Null(await Claim(Some.Now.AddSeconds(59)));
        Assert.Equal(2, (await Claim(Some.Now.AddSeconds(60)))!.Attempt);
    }

    [Fact]
    public async Task A_carrier_that_lets_nobody_in_for_too_long_fails_the_message_with_its_reason()
    {
        var item = await Claimed();
        _clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        await Post(new CarrierAnswer.LockedOut(20003, "token")).Send(item);

        Assert.Equal([new(item.MessageId, DeliveryReport.GivenUp, ErrorCode: 20003, Attempt: 1)], _reports);
    }

    [Fact]
    public async Task An_answer_to_an_attempt_that_is_over_does_not_put_back_the_one_after_it()
    {
        var first = await Claimed();
        await _store.Outbox.PutBack(first.MessageId, 1, Some.Now, Cancellation);
        var second = await Claim(Some.Now);

        await Post(new CarrierAnswer.NotExecuted(null, "late")).Send(first);

        Assert.Equal(2, second!.Attempt);
        Assert.Null(await Claim(_clock.GetUtcNow().AddDays(9)));
    }

    [Fact]
    public async Task A_carrier_that_puts_it_off_for_too_long_is_named_as_the_reason()
    {
        var item = await Claimed();
        _clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        await Post(new CarrierAnswer.NotExecuted(TimeSpan.FromMinutes(1), "queue full", Code: 21611)).Send(item);

        Assert.Equal([new(item.MessageId, DeliveryReport.GivenUp, ErrorCode: 21611, Attempt: 1)], _reports);
    }

    [Fact]
    public async Task What_waited_behind_others_through_an_outage_does_not_begin_an_hour_of_its_own()
    {
        var (first, behind) = (await Claimed(), await Claimed());
        var refused = Post(new CarrierAnswer.NotExecuted(null, "refused"));
        await refused.Send(first);
        _clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        var now = _clock.GetUtcNow();

        await refused.Send(behind with { FirstTriedAt = now });
        Assert.Equal([new(behind.MessageId, DeliveryReport.GivenUp, Attempt: 1)], _reports);

        // What was written only now has its hour, and so has everything once the carrier answered again.
        await refused.Send(behind with { FirstTriedAt = now, DueSince = now });
        await Post(new CarrierAnswer.Settled(new(first.MessageId, "queued"))).Send(first);
        await refused.Send(behind with { FirstTriedAt = now });
        Assert.Equal(2, _reports.Count);
    }

    [Fact]
    public async Task What_was_stopped_is_reported_so_and_not_posted()
    {
        var (item, posts) = (await Claimed(), 0);

        await Post(new CarrierAnswer.Unknown("never asked"), () => posts++).Send(item with { IsStopped = true });

        Assert.Equal([new(item.MessageId, DeliveryReport.OptedOut, Attempt: 1)], _reports);
        Assert.Equal(0, posts);
    }

    [Fact]
    public async Task An_answer_is_worth_several_tries_and_never_another_post()
    {
        var item = await Claimed();
        var (tries, posts) = (0, 0);
        _onReport = () => ++tries < 3 ? throw new TimeoutException() : Task.CompletedTask;

        var sending = Post(new CarrierAnswer.Settled(new(item.MessageId, "queued", Some.Sid(1))), () => posts++).Send(item);
        await _clock.Waits(TimeSpan.FromMilliseconds(500), Cancellation);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        await _clock.Waits(TimeSpan.FromSeconds(1), Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await sending;

        Assert.Equal((3, 1), (tries, posts));
        Assert.Single(_reports);
    }

    private async Task<OutboxItem> Claimed()
    {
        await new StoredThread(_store, Some.Line).Queue(at: Some.Now);
        return (await Claim(Some.Now))!;
    }

    private Task<OutboxItem?> Claim(DateTimeOffset now) => _store.Outbox.Claim(Some.Line, now, TimeSpan.FromMinutes(3), Cancellation);

    private LinePost Post(CarrierAnswer answer, Action? posted = null) => new(
        _store.Outbox,
        new FakeCarrier
        {
            Answer = _ =>
            {
                posted?.Invoke();
                return Task.FromResult(answer);
            },
        },
        _outages,
        Proxied.Grains(_ => Proxied.As<IConversationGrain>((_, arguments) => Report((DeliveryReport)arguments[0]!)), () => _woken++),
        Options.Create(new LineOptions()), _clock, NullLogger<LinePost>.Instance);

    private async Task<bool> Report(DeliveryReport report)
    {
        await _onReport();
        _reports.Add(report);
        return true;
    }
}
