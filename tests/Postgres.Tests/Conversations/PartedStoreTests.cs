using OrleansSms.Postgres.Tests.Schema;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Conversations;

/// <summary>The same promises, kept in a database that was cut into parts.</summary>
public sealed class PartedDatabase(QuickPostgresServer server) : ConversationDatabase(server)
{
    protected override Task Reshape(TestDatabase database) => Cut.IntoParts(database);
}

public sealed class PartedStoreTests(PartedDatabase database) : ConversationStoreContract, IClassFixture<PartedDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PartedOutboxTests(PartedDatabase database) : OutboxContract, IClassFixture<PartedDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PartedCallStoreTests(PartedDatabase database) : CallStoreContract, IClassFixture<PartedDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}
