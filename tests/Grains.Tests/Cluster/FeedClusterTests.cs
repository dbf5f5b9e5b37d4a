using OrleansSms.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class FeedClusterTests : IAsyncLifetime
{
    private readonly TestSilos _silos = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_host_hears_every_change_in_order_and_is_told_to_load_again_when_a_silo_goes()
    {
        var ids = Enumerable.Range(0, 6).Select(_ => new ConversationId(Guid.NewGuid())).ToList();
        var feeds = _silos.Feeds;
        foreach (var feed in feeds)
        {
            await feed.Hears(publishers: 2, Cancellation);
        }

        await Task.WhenAll(ids.SelectMany(id => Enumerable.Range(1, 10).Select(number =>
            _silos.Conversation(id, number).Receive(Some.Text(1) with { MessageSid = $"SM-{id}-{number}" }, Cancellation))));

        foreach (var feed in feeds)
        {
            var heard = await feed.Next(60, Cancellation);
            Assert.DoesNotContain(null, heard);
            Assert.All(ids, id => Assert.Equal(Enumerable.Range(1, 10), heard.Where(change => change!.Head.Id == id).Select(change => (int)change!.Head.Version)));
        }

        await _silos.KillLastSilo();

        await feeds[0].Hears(publishers: 1, Cancellation);
        // Whoever owned it, a conversation lives on where a silo is left.
        await Task.WhenAll(ids.Select(id => _silos.Conversation(id).Receive(Some.Text(1) with { MessageSid = $"SM-{id}-11" }, Cancellation)));
        var after = (await feeds[0].Next(ids.Count, Cancellation)).Where(change => change is not null);
        Assert.All(after, change => Assert.Equal(11, change!.Head.Version));
    }

    public ValueTask InitializeAsync() => _silos.InitializeAsync();

    public ValueTask DisposeAsync() => _silos.DisposeAsync();
}
