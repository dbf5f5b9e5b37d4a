using Npgsql;
using Orleans.Runtime;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>More commits than a standing database can take: the queue has an end, and what is in it is not lost.</summary>
public sealed class FullQueueTests(QuickPostgresServer server)
{
    private const int MostWaiting = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_when_too_many_wait_is_refused_at_once_and_those_who_wait_are_written()
    {
        await using var database = await server.CreateDatabase();
        await using var way = DataSources.PlannedByKey(new(database.ConnectionString));
        await using var commits = new GroupCommit(way, TimeProvider.System, MostWaiting);
        var store = new ConversationStore(database.DataSource, commits);
        await using var somebody = await database.DataSource.OpenConnectionAsync(Cancellation);
        await using var standing = await somebody.BeginTransactionAsync(Cancellation);
        await new NpgsqlCommand("lock table conversations", somebody, standing).ExecuteNonQueryAsync(Cancellation);

        var waiting = new List<Task<bool>>();
        Task<bool> next;
        while (!(next = Begin(store)).IsFaulted)
        {
            waiting.Add(next);
        }

        await standing.RollbackAsync(Cancellation);
        await Assert.ThrowsAsync<LimitExceededException>(() => next);
        Assert.All(await Task.WhenAll(waiting), Assert.True);
        Assert.True(await Begin(store));
        Assert.Equal([waiting.Count + 1], await database.DataSource.Read("select count(*)::int from sms_messages", [], row => row.GetInt32(0), Cancellation));
    }

    private static Task<bool> Begin(ConversationStore store)
    {
        var thread = new StoredThread(store, StoredThread.NewLine());
        return thread.Commit(thread.Inbound());
    }
}
