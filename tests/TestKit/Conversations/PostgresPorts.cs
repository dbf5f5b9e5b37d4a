using Npgsql;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Outbox;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The real store, for those who may not see its classes. It commits until the database goes.</summary>
public static class PostgresPorts
{
    public static ConversationPorts On(NpgsqlDataSource database)
    {
        var store = new ConversationStore(database, new GroupCommit(database, TimeProvider.System));
        return new(store, store, new OutboxStore(database), new DoubtStore(database), (_, _) => throw new NotSupportedException());
    }
}
