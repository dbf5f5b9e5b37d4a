using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Conversations;

public sealed class PostgresStoreTests(ConversationDatabase database) : ConversationStoreContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresStoreReadingTests(ConversationDatabase database) : ConversationReadingContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresTeamworkTests(ConversationDatabase database) : TeamworkContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresOutboxTests(ConversationDatabase database) : OutboxContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresOutboxTimesTests(ConversationDatabase database) : OutboxTimesContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresDoubtTests(ConversationDatabase database) : DoubtContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresOutboxPaceTests(ConversationDatabase database) : OutboxPaceContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresOutboxConsentTests(ConversationDatabase database) : OutboxConsentContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresOutboxLaterTests(ConversationDatabase database) : OutboxLaterContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}

public sealed class PostgresCallStoreTests(ConversationDatabase database) : CallStoreContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;
}
