using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Grains.Live;

namespace OrleansSms.Grains.Tests.Live;

public sealed class FeedOutletTests : IAsyncDisposable
{
    private static readonly ConversationChange[] Changes = [.. ChangeFeedTests.Thread(600)];

    private readonly Clock _clock = new();
    private readonly Channel<FeedBatch> _pushed = Channel.CreateUnbounded<FeedBatch>();
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly FeedOutlet _outlet;
    private readonly Task _running;
    private Func<FeedBatch, Task> _way = _ => Task.CompletedTask;

    public FeedOutletTests()
    {
        _outlet = new(Guid.NewGuid(), "there", Push, _clock, NullLogger.Instance);
        _running = _outlet.Run(_end.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_batch_says_where_the_numbering_starts()
    {
        var first = await Next();

        Assert.Equal((0, true), (first.Sequence, first.Changes.IsEmpty));
    }

    [Fact]
    public async Task Changes_go_in_order_in_batches_without_holes()
    {
        await Next();
        foreach (var change in Changes)
        {
            _outlet.Offer(change);
        }

        var (arrived, sequence) = (new List<ConversationChange>(), 0L);
        while (arrived.Count < Changes.Length)
        {
            var batch = await Next();
            Assert.Equal(++sequence, batch.Sequence);
            Assert.InRange(batch.Changes.Length, 1, 256);
            arrived.AddRange(batch.Changes);
        }

        Assert.Equal(Changes, arrived);
    }

    [Fact]
    public async Task A_quiet_outlet_repeats_its_last_number()
    {
        await Next();
        _outlet.Offer(Changes[0]);
        await Next();
        // The wait before the change, and the one after it.
        await _clock.Waits(TimeSpan.FromSeconds(5), Cancellation);
        await _clock.Waits(TimeSpan.FromSeconds(5), Cancellation);

        _clock.Advance(TimeSpan.FromSeconds(5));

        var heartbeat = await Next();
        Assert.Equal((1, true), (heartbeat.Sequence, heartbeat.Changes.IsEmpty));
    }

    [Fact]
    public async Task What_did_not_arrive_leaves_a_hole_that_the_receiver_sees()
    {
        var (feed, told) = (new ChangeFeed(), new List<ConversationChange?>());
        feed.Receive(await Next());
        feed.Subscribe(told.Add);

        _way = _ => throw new TimeoutException();
        _outlet.Offer(Changes[0]);
        await Next();
        _way = _ => Task.CompletedTask;
        _outlet.Offer(Changes[1]);
        feed.Receive(await Next());

        Assert.Equal([null, Changes[1]], told);
    }

    [Fact]
    public async Task What_did_not_fit_leaves_a_hole_that_the_receiver_sees()
    {
        var (feed, told) = (new ChangeFeed(), new List<ConversationChange?>());
        feed.Receive(await Next());
        feed.Subscribe(told.Add);
        var open = new TaskCompletionSource();
        _way = _ => open.Task;
        _outlet.Offer(Changes[0]);
        feed.Receive(await Next());

        for (var i = 0; i < 20_001; i++)
        {
            _outlet.Offer(Changes[1]);
        }

        open.SetResult();
        feed.Receive(await Next());

        Assert.Equal([Changes[0], null, Changes[1]], told.Take(3));
        feed.Receive(await Next());
        Assert.Single(told, change => change is null);
    }

    [Fact]
    public async Task A_change_is_offered_to_every_outlet_until_it_is_removed()
    {
        var announcer = new Announcer();
        announcer.Add(_outlet);
        await Next();

        announcer.Announce(Changes[0]);
        Assert.Equal([Changes[0]], (await Next()).Changes);

        announcer.Remove(_outlet);
        announcer.Announce(Changes[1]);
        _outlet.Offer(Changes[2]);
        Assert.Equal([Changes[2]], (await Next()).Changes);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private Task Push(FeedBatch batch)
    {
        // Read before the test learns of the batch and changes it.
        var way = _way;
        _pushed.Writer.TryWrite(batch);
        return way(batch);
    }

    private async Task<FeedBatch> Next() => await _pushed.Reader.ReadAsync(Cancellation);
}
