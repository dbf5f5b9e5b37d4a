using Npgsql;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Outbox;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The real store, for those who may not see its classes.</summary>
public static class PostgresPorts
{
    public static ConversationPorts On(NpgsqlDataSource database)
    {
        var store = new ConversationStore(database);
        return new(store, store, new OutboxStore(database), (_, _) => throw new NotSupportedException());
    }
}
