using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Tests.Commits;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>Conversations on one way to a database, and a look at what it holds on another.</summary>
internal sealed class FaultStage : IAsyncDisposable
{
    private readonly NpgsqlDataSource _way;
    private readonly NpgsqlDataSource _direct;
    private readonly GroupCommit _commits;
    private readonly ConversationStore _store;

    /// <param name="way">How the product gets there.</param>
    /// <param name="direct">A way that always works; the caller's.</param>
    public FaultStage(NpgsqlConnectionStringBuilder way, NpgsqlDataSource direct)
    {
        (_way, _direct) = (DataSources.PlannedByKey(way), direct);
        _commits = new(_way, TimeProvider.System);
        _store = new(_way, _commits);
    }

    public NpgsqlDataSource Way => _way;

    public Activation Conversation() => new(new(Guid.NewGuid()), _store);

    /// <summary>As the carrier does: what is not acknowledged comes again.</summary>
    public static async Task Persist(Activation conversation, string sid, CancellationToken cancellation)
    {
        while (await Record.ExceptionAsync(() => conversation.Receive(sid)) is not null)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>These texts and no others, each once, and each conversation without a gap.</summary>
    public async Task StandOnce(IEnumerable<string> sids, CancellationToken cancellation)
    {
        var stored = await _direct.Read("select message_sid from sms_messages", [], row => row.GetString(0), cancellation);
        Assert.Equal(sids.Order(), stored.Order());
        Assert.Empty(await _direct.Read("""
            select c.id from conversations c where (c.last_number, c.sms_count) <> (
              select coalesce(max(m.number), 0), count(*) from sms_messages m where m.conversation_id = c.id)
            """, [], row => row.GetGuid(0), cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await _way.DisposeAsync();
    }
}
