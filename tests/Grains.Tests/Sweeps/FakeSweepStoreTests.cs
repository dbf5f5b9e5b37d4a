using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Sweeps;

namespace OrleansSms.Grains.Tests.Sweeps;

public sealed class FakeSweepStoreTests : SweepStoreContract
{
    protected override SweepPorts Ports { get; } = SweepPorts.Of(new FakeConversationStore());
}

public sealed class FakeCaseStoreTests : CaseStoreContract
{
    protected override SweepPorts Ports { get; } = SweepPorts.Of(new FakeConversationStore());
}
