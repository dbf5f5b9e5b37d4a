using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Postgres.Inbox;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Inbox;

public sealed class ScheduledQueryTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Soon = StoredThread.Now.AddHours(1);

    private readonly Guid _member = Guid.NewGuid();
    private readonly string _line = StoredThread.NewLine();
    private readonly string _other = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private InboxQueries Queries => new(new(database.Members));

    public async ValueTask InitializeAsync()
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(_member)], Cancellation);
        foreach (var line in new[] { _line, _other })
        {
            await database.DataSource.Execute("insert into lines (number) values ($1)", [Text(line)], Cancellation);
        }

        await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Text(_line), Uuid(_member)], Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_waits_on_my_lines_comes_in_the_order_of_its_time_and_nothing_else()
    {
        var thread = Thread(_line);
        var later = await thread.Queue("later", Soon.AddDays(1));
        var sooner = await thread.Queue("sooner", Soon);
        var gone = await thread.Queue("gone", Soon);
        await thread.Commit(thread.Changed(gone with { Status = DeliveryStatus.Canceled }, OutboxStep.Withdraw));
        await thread.Queue("at once");
        var elsewhere = await Thread(_other).Queue("another line", Soon);

        Assert.Equal([sooner.Id, later.Id], await Ids(_member, new()));
        Assert.Equal([sooner.Id, later.Id], await Ids(_member, new(thread.Id)));
        Assert.Equal([sooner.Id, later.Id], await Ids(_member, new(Line: _line)));
        Assert.Empty(await Ids(_member, new(elsewhere.ConversationId)));
        Assert.Empty(await Ids(_member, new(Line: _other)));
        Assert.Empty(await Ids(Guid.NewGuid(), new()));
    }

    [Fact]
    public async Task Pages_over_equal_times_miss_and_repeat_nothing()
    {
        var all = new HashSet<Guid>();
        for (var i = 0; i < 11; i++)
        {
            all.Add((await Thread(_line).Queue(sendAt: Soon)).Id);
        }

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Queries.Scheduled(_member, new(Cursor: cursor, Limit: 4), Cancellation);
            seen.AddRange(page.Messages.Select(message => message.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(11, seen.Count);
        Assert.Equal(all, seen.ToHashSet());
        await Assert.ThrowsAsync<RefusedException>(() => Queries.Scheduled(_member, new(Cursor: "not ours"), Cancellation));
    }

    private async Task<IEnumerable<Guid>> Ids(Guid member, ScheduledQuery query) =>
        (await Queries.Scheduled(member, query, Cancellation)).Messages.Select(message => message.Id);

    private StoredThread Thread(string line) => new(database.Ports.Store, line);
}
