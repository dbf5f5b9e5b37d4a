using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.Postgres.Tray;
using OrleansSms.TestKit.Conversations;
using OrleansSms.Tray;

namespace OrleansSms.Postgres.Tests.Tray;

public sealed class DoorBookTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private static readonly DateTimeOffset Hour = new(2031, 5, 17, 8, 0, 0, TimeSpan.Zero);

    private readonly DoorBook _book = new(database.DataSource);
    private readonly string _reason = Guid.NewGuid().ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_and_hours_add_up_and_writing_again_does_not()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await Write(first, Row(Hour, 3, minute: 1));
        await Write(first, Row(Hour, 3, minute: 1));
        await Write(first, Row(Hour, 5, minute: 2), Row(Hour.AddHours(1), 1, minute: 61));
        await Write(second, Row(Hour, 10, minute: 0));
        await Write(second);

        Assert.Equal([Row(Hour, 16, minute: 61).Count], await Counts(Hour));
        Assert.Equal([Row(Hour, 1, minute: 61).Count], await Counts(Hour.AddHours(1)));
    }

    [Fact]
    public async Task Every_host_has_one_streak_and_the_last_that_it_told()
    {
        var source = Guid.NewGuid();
        var streak = new DoorStreak(StoredThread.Now, null, 4711, StoredThread.Now, StoredThread.Now.AddSeconds(9));
        await _book.Write(source, [], streak, Cancellation);
        Assert.Contains(streak, await _book.Streaks(Cancellation));

        var ended = new DoorStreak(StoredThread.Now.AddSeconds(20), StoredThread.Now.AddSeconds(19), 0, null, null);
        await _book.Write(source, [], ended, Cancellation);

        var streaks = await _book.Streaks(Cancellation);
        Assert.Contains(ended, streaks);
        Assert.DoesNotContain(streak, streaks);
    }

    [Fact]
    public async Task What_is_old_is_forgotten()
    {
        var source = Guid.NewGuid();
        var old = Hour.AddYears(-1);
        await _book.Write(source, [Row(old, 1, 0), Row(Hour, 2, 0)], new(old, null, 7, old, old), Cancellation);

        await _book.Prune(Hour.AddDays(-14), Cancellation);

        Assert.Equal(2, Assert.Single(await Counts(old)).Count);
        Assert.DoesNotContain(await _book.Streaks(Cancellation), streak => streak.SeenAt == old);
    }

    private Task Write(Guid source, params DoorHour[] hours) => _book.Write(source, [.. hours], new(Hour, Hour, 0, null, null), Cancellation);

    private async Task<IEnumerable<DoorCount>> Counts(DateTimeOffset since) =>
        (await _book.Counts(since, Cancellation)).Where(count => count.Reason == _reason);

    private DoorHour Row(DateTimeOffset hour, long count, int minute) =>
        new(hour, new("status", DoorEvent.Refused, _reason, count, Hour.AddMinutes(minute)));
}
