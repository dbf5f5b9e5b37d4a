using OrleansSms.Postgres;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Outbox;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The real store, for those who may not see its classes. It commits until the database goes.</summary>
public static class PostgresPorts
{
    public static ConversationPorts On(TestDatabase test)
    {
        var (database, planned) = (test.DataSource, DataSources.PlannedByKey(new(test.ConnectionString)));
        var store = new ConversationStore(database, new GroupCommit(planned, TimeProvider.System));
        return new(store, store, new OutboxStore(database, TimeProvider.System), new DoubtStore(database), new CallStore(database, TimeProvider.System), (_, _) => throw new NotSupportedException());
    }
}
