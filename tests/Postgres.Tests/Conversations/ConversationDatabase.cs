using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Outbox;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Conversations;

/// <summary>A database for the tests of one class, with the ports on it.</summary>
public class ConversationDatabase(QuickPostgresServer server) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Npgsql.NpgsqlDataSource _planned = null!;
    private GroupCommit _commits = null!;

    public ConversationPorts Ports { get; private set; } = null!;

    internal string ConnectionString => _database.ConnectionString;

    internal Npgsql.NpgsqlDataSource DataSource => _database.DataSource;

    internal Npgsql.NpgsqlDataSource Members { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        await Reshape(_database);
        _planned = DataSources.PlannedByKey(new(_database.ConnectionString));
        Members = DataSources.ForMembers(_database.ConnectionString);
        _commits = new(_planned, TimeProvider.System);
        var store = new ConversationStore(DataSource, _commits);
        Ports = new(store, store, new OutboxStore(DataSource, TimeProvider.System), new DoubtStore(DataSource), new CallStore(DataSource, TimeProvider.System), async (userId, id) => (await DataSource.Read(
            "select coalesce(max(inbound_count), 0) from read_positions where user_id = $1 and conversation_id = $2",
            [Parameters.Uuid(userId), Parameters.Uuid(id.Value)], row => row.GetInt32(0), CancellationToken.None))[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await Members.DisposeAsync();
        await _planned.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Before anything is written.</summary>
    protected virtual Task Reshape(TestDatabase database) => Task.CompletedTask;
}
