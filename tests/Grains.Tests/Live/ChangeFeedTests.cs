using OrleansSms.Conversations;
using OrleansSms.Grains.Live;

namespace OrleansSms.Grains.Tests.Live;

public sealed class ChangeFeedTests
{
    private static readonly Guid Publisher = Guid.NewGuid();
    private static readonly ConversationChange[] Changes = [.. Thread(4)];

    private readonly ChangeFeed _feed = new();
    private readonly List<ConversationChange?> _told = [];

    public ChangeFeedTests()
    {
        _feed.Receive(new(Publisher, 0, []));
        _feed.Subscribe(_told.Add);
    }

    [Fact]
    public void Everybody_is_told_everything_in_order()
    {
        var others = new List<ConversationChange?>();
        _feed.Subscribe(others.Add);

        _feed.Receive(new(Publisher, 1, [Changes[0], Changes[1]]));
        _feed.Receive(new(Publisher, 2, [Changes[2]]));

        Assert.Equal(Changes[..3], _told);
        Assert.Equal(_told, others);
    }

    [Fact]
    public void Who_left_is_told_nothing_and_the_others_still_are()
    {
        var others = new List<ConversationChange?>();
        var subscription = _feed.Subscribe(others.Add);

        subscription.Dispose();
        subscription.Dispose();
        _feed.Receive(new(Publisher, 1, [Changes[0]]));

        Assert.Empty(others);
        Assert.Single(_told);
    }

    [Fact]
    public void A_batch_that_is_missing_means_load_again()
    {
        _feed.Receive(new(Publisher, 1, [Changes[0]]));
        _feed.Receive(new(Publisher, 3, [Changes[2]]));
        _feed.Receive(new(Publisher, 4, [Changes[3]]));

        Assert.Equal([Changes[0], null, Changes[2], Changes[3]], _told);
    }

    [Fact]
    public void A_heartbeat_tells_what_is_missing_at_the_end_and_tells_it_once()
    {
        _feed.Receive(new(Publisher, 1, [Changes[0]]));
        _feed.Receive(new(Publisher, 1, []));
        Assert.Equal([Changes[0]], _told);

        _feed.Receive(new(Publisher, 2, []));
        _feed.Receive(new(Publisher, 2, []));
        Assert.Equal([Changes[0], null], _told);
    }

    [Fact]
    public void Publishers_are_numbered_apart()
    {
        var other = Guid.NewGuid();
        _feed.Receive(new(other, 0, []));
        _told.Clear();

        _feed.Receive(new(Publisher, 1, [Changes[0]]));
        _feed.Receive(new(other, 1, [Changes[1]]));
        _feed.Receive(new(Publisher, 2, [Changes[2]]));

        Assert.Equal(Changes[..3], _told);
    }

    [Fact]
    public void Who_publishes_for_the_first_time_may_have_published_to_others_before()
    {
        _feed.Receive(new(Guid.NewGuid(), 0, []));
        Assert.Equal([null], _told);

        _feed.Receive(new(Guid.NewGuid(), 1, [Changes[0]]));
        Assert.Equal([null, null, Changes[0]], _told);
    }

    [Fact]
    public void What_comes_late_is_told_and_means_load_again()
    {
        _feed.Receive(new(Publisher, 2, [Changes[1]]));
        _feed.Receive(new(Publisher, 1, [Changes[0]]));

        Assert.Equal([null, Changes[1], null, Changes[0]], _told);
    }

    internal static IEnumerable<ConversationChange> Thread(int length)
    {
        var conversation = Some.Conversation();
        foreach (var sid in Enumerable.Range(1, length))
        {
            var change = conversation.Receive(Some.Text(sid), Some.Now)!;
            conversation = conversation.Apply(change);
            yield return change;
        }
    }
}
