using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Inbox;

namespace OrleansSms.Web.Tests.Inbox;

public sealed class RowBoardTests
{
    private readonly RowBoard _board = new(row => row.Head.State == ConversationState.Open);

    public RowBoardTests() => _board.Load(new([Some.Row(1, 1), Some.Row(2, 2), Some.Row(3, 3)], null));

    private IEnumerable<ConversationId> Order => _board.Rows.Select(row => row.Head.Id);

    [Fact]
    public void New_activity_moves_a_row_to_the_top()
    {
        Assert.False(_board.Apply(Some.Change(Moved(3)), Some.Me));
        Assert.Equal([Some.Id(3), Some.Id(1), Some.Id(2)], Order);
    }

    [Fact]
    public void Under_a_hand_the_data_is_refreshed_and_the_order_waits()
    {
        _board.Hold();
        _board.Apply(Some.Change(Moved(3) with { Preview = "fresh" }), Some.Me);

        Assert.Equal([Some.Id(1), Some.Id(2), Some.Id(3)], Order);
        Assert.Equal("fresh", _board.Rows[2].Head.Preview);
        Assert.Equal(1, _board.Pending);

        _board.Release();
        Assert.Equal([Some.Id(3), Some.Id(1), Some.Id(2)], Order);
        Assert.Equal(0, _board.Pending);
    }

    [Fact]
    public void An_older_version_changes_nothing()
    {
        _board.Apply(Some.Change(Moved(3) with { Preview = "newer" }), Some.Me);
        _board.Apply(Some.Change(Moved(3, version: 1) with { Preview = "older" }), Some.Me);
        Assert.Equal("newer", _board.Find(Some.Id(3))!.Head.Preview);
    }

    [Fact]
    public void Unread_is_what_came_in_since_I_read()
    {
        _board.Apply(Some.Change(Moved(1) with { InboundCount = 4 }), Some.Me);
        Assert.Equal(4, _board.Find(Some.Id(1))!.Unread);

        _board.Apply(Some.Change(Moved(1, 3) with { InboundCount = 4 }, read: new(Guid.NewGuid(), 4)), Some.Me);
        Assert.Equal(4, _board.Find(Some.Id(1))!.Unread);

        _board.Apply(Some.Change(Moved(1, 4) with { InboundCount = 4 }, read: new(Some.Me, 3)), Some.Me);
        Assert.Equal(1, _board.Find(Some.Id(1))!.Unread);
    }

    [Fact]
    public void A_conversation_that_is_not_in_the_list_must_be_read() => Assert.True(_board.Apply(Some.Change(Moved(9)), Some.Me));

    [Fact]
    public void One_that_is_below_what_was_read_comes_with_its_page()
    {
        _board.Load(new([Some.Row(1, 1), Some.Row(2, 2)], "cursor"));
        Assert.False(_board.Apply(Some.Change(Some.Head(Some.Id(9), at: Some.Noon.AddDays(-1))), Some.Me));
    }

    [Fact]
    public void What_is_done_leaves_the_list_but_the_open_one_stays_until_it_is_left()
    {
        _board.Kept = Some.Id(1);
        _board.Apply(Some.Change(Some.Row(1, 1).Head with { Version = 2, State = ConversationState.Done }), Some.Me);
        _board.Apply(Some.Change(Some.Row(2, 2).Head with { Version = 2, State = ConversationState.Done }), Some.Me);
        Assert.Equal([Some.Id(1), Some.Id(3)], Order);

        _board.Kept = Some.Id(3);
        _board.Release();
        Assert.Equal([Some.Id(3)], Order);
    }

    [Fact]
    public void A_page_that_overlaps_adds_only_what_is_new()
    {
        _board.Append(new([Some.Row(3, 3), Some.Row(4, 4)], "next"));
        Assert.Equal([Some.Id(1), Some.Id(2), Some.Id(3), Some.Id(4)], Order);
        Assert.Equal("next", _board.NextCursor);
    }

    private static ConversationHead Moved(int number, long version = 2) => Some.Head(Some.Id(number), version, at: Some.Noon);
}
