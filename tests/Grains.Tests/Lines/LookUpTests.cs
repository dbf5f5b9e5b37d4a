using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class LookUpTests
{
    private static readonly LineOptions Usual = new();

    private readonly Clock _clock = new();
    private readonly FakeConversationStore _store = new();
    private readonly FakeCarrierRecords _records = new();
    private readonly List<DeliveryReport> _reports = [];
    private readonly StoredThread _thread;
    private readonly LookUp _lookUp;
    private Func<DeliveryReport, Task> _onReport = _ => Task.CompletedTask;

    public LookUpTests()
    {
        _thread = new(_store, Some.Line);
        _clock.AdjustTime(StoredThread.Now);
        _lookUp = new(
            _store.Doubts, _records, Proxied.Grains(_ => Proxied.As<IConversationGrain>((_, arguments) => Report((DeliveryReport)arguments[0]!))),
            Options.Create(Usual), _clock, NullLogger<LookUp>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_carrier_has_is_reported_with_all_it_says_and_the_attempt()
    {
        var doubt = await InDoubt();
        _records.Add(Some.Record(1, "hi", StoredThread.Now) with { Status = "undelivered", ErrorCode = 30003, NumSegments = 2, Price = -0.01m, PriceUnit = "USD" });

        await LookUp();

        var report = Assert.Single(_reports);
        Assert.Equal(
            (doubt.Id, "undelivered", Some.Sid(1), 30003, 2, -0.01m, "USD", 1),
            (report.MessageId, report.Word, report.MessageSid, report.ErrorCode, report.NumSegments, report.Price, report.PriceUnit, report.Attempt));
        Assert.Equal((Some.Line, StoredThread.Contact), (_records.Asked[0].From, _records.Asked[0].To));
        Assert.Null(_records.Asked[0].SentFrom ?? _records.Asked[0].SentUntil);
    }

    [Fact]
    public async Task Four_look_ups_in_vain_at_their_times_and_it_is_not_confirmed()
    {
        var message = await InDoubt();
        var times = new List<TimeSpan>();
        while (await Next() is { } next)
        {
            _clock.AdjustTime(next);
            times.Add(next - StoredThread.Now);
            await LookUp();
            Assert.Equal(times.Count == 4, _reports.Count == 1);
        }

        Assert.Equal([15, 60, 180, 600], times.Select(time => time.TotalSeconds));
        Assert.Equal([new(message.Id, DeliveryReport.NotConfirmed, Attempt: 1)], _reports);
    }

    [Fact]
    public async Task While_the_carrier_cannot_be_asked_no_time_passes()
    {
        await InDoubt();
        _records.BeforeList = (_, _) => throw new CarrierUnavailableException("503");
        for (var i = 0; i < 200; i++)
        {
            _clock.AdjustTime((await Next())!.Value);
            await LookUp();
        }

        Assert.Empty(_reports);
        Assert.Equal(0, Assert.Single(await Due()).LookUps);
        _records.BeforeList = (_, _) => Task.CompletedTask;
        _clock.AdjustTime((await Next())!.Value);
        await LookUp();
        Assert.Equal(TimeSpan.FromSeconds(45), await Next() - _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_list_that_hangs_is_left_and_asked_for_again()
    {
        await InDoubt();
        _clock.AdjustTime((await Next())!.Value);
        _records.BeforeList = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellation);

        var looking = LookUp();
        await _clock.Waits(TimeSpan.FromSeconds(60), Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await looking;

        Assert.Empty(_reports);
        Assert.Equal(0, Assert.Single(await Due(_clock.GetUtcNow().AddSeconds(15))).LookUps);
    }

    [Fact]
    public async Task One_that_cannot_be_reported_comes_again()
    {
        await InDoubt();
        _records.Add(Some.Record(1, "hi", StoredThread.Now));
        _onReport = _ => throw new TimeoutException();
        _clock.AdjustTime((await Next())!.Value);

        await LookUp();

        Assert.Equal(TimeSpan.FromSeconds(15), await Next() - _clock.GetUtcNow());
    }

    [Fact]
    public async Task At_most_five_pages_are_read()
    {
        await InDoubt();
        for (var sid = 1; sid <= 700; sid++)
        {
            _records.Add(Some.Record(sid, "other", StoredThread.Now));
        }

        await LookUp();

        Assert.Equal(5, _records.Asked.Count);
        Assert.Equal([null, "100", "200", "300", "400"], _records.Asked.Select(query => query.Next));
    }

    [Fact]
    public async Task What_the_carrier_has_too_many_of_is_told_to_the_message_as_well()
    {
        var message = await InDoubt();
        _records.Add(Some.Record(2, "hi", StoredThread.Now.AddSeconds(2)));
        _records.Add(Some.Record(1, "hi", StoredThread.Now));

        await LookUp();

        Assert.Equal([(message.Id, Some.Sid(1)), (message.Id, Some.Sid(2))], _reports.Select(report => (report.MessageId, report.MessageSid!)));
    }

    private async Task<Message> InDoubt()
    {
        var message = await _thread.Queue();
        await _store.Outbox.Claim(Some.Line, StoredThread.Now, TimeSpan.FromMinutes(3), Cancellation);
        await _thread.Commit(_thread.Changed(message with { Status = DeliveryStatus.InDoubt }, OutboxStep.Doubt));
        return message;
    }

    private async Task LookUp() => await _lookUp.Of(await Due(StoredThread.Now.AddDays(9)), Cancellation);

    private async Task<IReadOnlyCollection<Doubt>> Due(DateTimeOffset? now = null) =>
        await _store.Doubts.Due(Some.Line, now ?? StoredThread.Now.AddDays(9), Usual.LookUps[0], Cancellation);

    private Task<DateTimeOffset?> Next() => _store.Doubts.NextLookUp(Some.Line, Usual.LookUps[0], Cancellation);

    private async Task<bool> Report(DeliveryReport report)
    {
        await _onReport(report);
        _reports.Add(report);
        return true;
    }
}
