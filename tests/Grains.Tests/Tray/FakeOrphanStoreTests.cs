using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Tray;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tests.Tray;

public sealed class FakeOrphanStoreTests : OrphanStoreContract
{
    private readonly FakeConversationStore _conversations = new();
    private readonly FakeOrphanStore _orphans;

    public FakeOrphanStoreTests() => (_orphans, Ports) = (new(_conversations), ConversationPorts.Of(_conversations));

    protected override ConversationPorts Ports { get; }

    protected override IOrphanStore Store => _orphans;

    protected override Task<TrayEntry?> InTray(Guid id) => Task.FromResult(_orphans.Tray.SingleOrDefault(entry => entry.Id == id));
}
