using Npgsql;
using OrleansSms.Bench.Stage;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Inbox;
using OrleansSms.Postgres.Search;

namespace OrleansSms.Bench.Partition;

/// <summary>One database, and the product's own ways to it.</summary>
internal sealed class Shard : IAsyncDisposable
{
    private readonly NpgsqlDataSource _commits;
    private readonly NpgsqlDataSource _members;
    private readonly NpgsqlDataSource _searches;
    private readonly NpgsqlDataSource _requests;
    private readonly GroupCommit _group;

    /// <param name="part">The schema that is asked in place of the whole; null: the whole.</param>
    public Shard(Server server, Database database, string? part = null)
    {
        (Server, Database) = (server, database);
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString) { SearchPath = part is null ? null : $"{part},public", MaxAutoPrepare = 60 };
        (_requests, _members) = (DataSources.ForService(address.ConnectionString), DataSources.ForMembers(address.ConnectionString));
        (_searches, _commits) = (DataSources.ForSearch(Copy(address)), DataSources.PlannedByKey(Copy(address)));
        _group = new(_commits, TimeProvider.System);
        Store = new(_requests, _group);
        Inbox = new(new(_members));
        Search = new(new MembersDatabase(_searches), TimeProvider.System);
    }

    public Server Server { get; }

    public Database Database { get; }

    public ConversationStore Store { get; }

    public InboxQueries Inbox { get; }

    public MessageSearch Search { get; }

    public async ValueTask DisposeAsync()
    {
        await _group.DisposeAsync();
        foreach (var one in new[] { _commits, _members, _searches, _requests })
        {
            await one.DisposeAsync();
        }
    }

    private static NpgsqlConnectionStringBuilder Copy(NpgsqlConnectionStringBuilder address) => new(address.ConnectionString);
}
