using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.Postgres.Tray;
using OrleansSms.TestKit.Conversations;
using OrleansSms.Tray;

namespace OrleansSms.Postgres.Tests.Tray;

public sealed class WebhookTrayTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private readonly WebhookTray _tray = new(database.DataSource);

    // An own reason keeps the tests of the class apart.
    private readonly string _reason = Guid.NewGuid().ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tray_keeps_what_came_newest_first()
    {
        var older = Entry(0) with { ContentType = null, Body = "x\0y" };
        var newer = Entry(1) with { ContentType = "text/plain", Body = "🤷" };
        await _tray.Keep(older, Cancellation);
        await _tray.Keep(newer, Cancellation);

        Assert.Equal([newer, older with { Body = "x\uFFFDy" }], (await List(new())).Entries);
        Assert.Equal([older.Id, newer.Id], (await List(new(OldestFirst: true))).Entries.Select(entry => entry.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_follow_each_other_also_within_one_moment(bool oldestFirst)
    {
        var entries = Enumerable.Range(0, 7).Select(i => Entry(i / 3)).ToList();
        foreach (var entry in entries)
        {
            await _tray.Keep(entry, Cancellation);
        }

        var seen = new List<TrayEntry>();
        var query = new TrayQuery(Limit: 2, OldestFirst: oldestFirst);
        for (TrayList list; ; query = query with { After = list.Next })
        {
            list = await List(query);
            seen.AddRange(list.Entries);
            if (list.Next is null)
            {
                break;
            }
        }

        Assert.Equal(entries.Select(entry => entry.Id).Order(), seen.Select(entry => entry.Id).Order());
        var times = seen.Select(entry => entry.ReceivedAt).ToList();
        Assert.Equal(oldestFirst ? times.Order() : times.OrderDescending(), times);
    }

    [Fact]
    public async Task Only_what_was_settled_before_a_moment_is_forgotten_the_longest_settled_first_and_a_few_at_a_time()
    {
        // Far from the times of the other tests of this class.
        var then = StoredThread.Now.AddYears(-5);
        var entries = Enumerable.Range(0, 5).Select(Entry).ToList();
        foreach (var entry in entries)
        {
            await _tray.Keep(entry, Cancellation);
        }

        await _tray.Settle(entries[0].Id, TrayState.Open, TrayState.Replayed, null, then.AddDays(2), Cancellation);
        await _tray.Settle(entries[1].Id, TrayState.Open, TrayState.Dismissed, null, then.AddDays(1), Cancellation);
        await _tray.Settle(entries[2].Id, TrayState.Open, TrayState.Dismissed, null, then.AddDays(3), Cancellation);
        await _tray.Settle(entries[3].Id, TrayState.Open, TrayState.Dismissed, null, then.AddDays(4), Cancellation);

        Assert.Equal(2, await _tray.Forget(then.AddDays(4), 2, Cancellation));
        Assert.Equal([entries[3].Id, entries[2].Id], (await List(new(State: null))).Entries.Select(entry => entry.Id));
        Assert.Equal(1, await _tray.Forget(then.AddDays(4), 2, Cancellation));
        Assert.Equal(0, await _tray.Forget(then.AddDays(4), 2, Cancellation));
        Assert.Equal([entries[3].Id], (await List(new(State: null))).Entries.Select(entry => entry.Id));
        Assert.Equal([entries[4].Id], (await List(new())).Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_settled_entry_leaves_the_open_list_and_stays_with_what_came_of_it()
    {
        var entry = Entry(0);
        await _tray.Keep(entry, Cancellation);
        await _tray.Tried(entry.Id, "Still not.", StoredThread.Now.AddMinutes(1), Cancellation);

        Assert.True(await _tray.Settle(entry.Id, TrayState.Open, TrayState.Replayed, "Understood.", StoredThread.Now.AddMinutes(2), Cancellation));

        Assert.Empty((await List(new())).Entries);
        var settled = entry with { State = TrayState.Replayed, SettledAt = StoredThread.Now.AddMinutes(2), TriedAt = StoredThread.Now.AddMinutes(1), Outcome = "Understood." };
        Assert.Equal([settled], (await List(new(State: null))).Entries);
        Assert.Equal(settled, await _tray.Find(entry.Id, Cancellation));
        Assert.Null(await _tray.Find(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public async Task Of_many_who_settle_at_once_one_does()
    {
        var entry = Entry(0);
        await _tray.Keep(entry, Cancellation);

        var settled = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _tray.Settle(
            entry.Id, TrayState.Open, i % 2 == 0 ? TrayState.Replayed : TrayState.Dismissed, null, StoredThread.Now, Cancellation)));

        Assert.Single(settled, did => did);
    }

    [Fact]
    public async Task What_was_dismissed_comes_back_as_it_was()
    {
        var entry = Entry(0);
        await _tray.Keep(entry, Cancellation);
        await _tray.Settle(entry.Id, TrayState.Open, TrayState.Dismissed, null, StoredThread.Now, Cancellation);

        Assert.True(await _tray.Settle(entry.Id, TrayState.Dismissed, TrayState.Open, null, StoredThread.Now, Cancellation));

        Assert.Equal([entry], (await List(new())).Entries);
    }

    [Fact]
    public async Task Reasons_count_what_is_open()
    {
        foreach (var entry in (TrayEntry[])[Entry(0), Entry(1), Entry(2) with { Kind = "status" }])
        {
            await _tray.Keep(entry, Cancellation);
        }

        Assert.Equal(
            [new("inbound", _reason, 2), new("status", _reason, 1)],
            (await _tray.Reasons(Cancellation)).Where(reason => reason.Reason == _reason).OrderBy(reason => reason.Kind));
        Assert.Single((await List(new(Kind: "status"))).Entries);
    }

    private Task<TrayList> List(TrayQuery query) => _tray.List(query with { Reason = _reason }, Cancellation);

    private TrayEntry Entry(int second) =>
        new(Guid.NewGuid(), "inbound", "/a?b=c", "application/x-www-form-urlencoded", "x=y", _reason, StoredThread.Now.AddSeconds(second));
}
