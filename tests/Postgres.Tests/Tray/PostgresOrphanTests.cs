using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.Postgres.Tray;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Tray;
using OrleansSms.Tray;

namespace OrleansSms.Postgres.Tests.Tray;

public sealed class PostgresOrphanTests(ConversationDatabase database) : OrphanStoreContract, IClassFixture<ConversationDatabase>
{
    protected override ConversationPorts Ports => database.Ports;

    protected override IOrphanStore Store { get; } = new OrphanStore(database.DataSource);

    protected override Task<TrayEntry?> InTray(Guid id) => new WebhookTray(database.DataSource).Find(id, CancellationToken.None);

    [Fact]
    public async Task Two_silos_that_give_up_at_once_move_each_orphan_once()
    {
        var old = Enumerable.Range(0, 20).Select(i => Orphan($"old{i}", at: StoredThread.Now.AddDays(-500))).ToList();
        foreach (var orphan in old)
        {
            await Store.Keep(orphan, TestContext.Current.CancellationToken);
        }

        var moved = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => Store.GiveUp(StoredThread.Now.AddDays(-450), "Nobody came.", 20, TestContext.Current.CancellationToken)));

        Assert.Equal(20, moved.Sum());
        Assert.All(await Task.WhenAll(old.Select(orphan => InTray(orphan.Raw.Id))), Assert.NotNull);
    }
}
