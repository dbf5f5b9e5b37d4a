using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

// The fake is held to the same contract as Postgres, or the tests that stand on it would prove nothing.

public sealed class FakeStoreTests : ConversationStoreContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeStoreReadingTests : ConversationReadingContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeTeamworkTests : TeamworkContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new FakeConversationStore());
}

public sealed class FakeOutboxTests : OutboxContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeOutboxTimesTests : OutboxTimesContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeDoubtTests : DoubtContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new FakeConversationStore());
}

public sealed class FakeOutboxPaceTests : OutboxPaceContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeOutboxConsentTests : OutboxConsentContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeOutboxLaterTests : OutboxLaterContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeCallStoreTests : CallStoreContract
{
    protected override ConversationPorts Ports { get; } = ConversationPorts.Of(new());
}

public sealed class FakeOldTextsTests : OldTextsContract
{
    private readonly FakeConversationStore _store = new();

    protected override ConversationPorts Ports => ConversationPorts.Of(_store);

    protected override IOldTexts Texts => _store.OldTexts;

    protected override Task Settle() => Task.CompletedTask;
}
