using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class ThreadWindowTests
{
    private readonly ThreadWindow _window = new();

    [Fact]
    public void Older_pages_push_the_newest_out_beyond_the_cap()
    {
        _window.Load(Some.Page(951, 1000));
        for (var first = 901; first >= 651; first -= 50)
        {
            _window.Older(Some.Page(first, first + 49, 1000));
        }

        Assert.Equal((651, 950, ThreadWindow.Cap), (_window.Oldest, _window.Newest, _window.Entries.Count));
        Assert.True(_window.HasOlder && _window.HasNewer);

        _window.Newer(Some.Page(951, 1000));
        Assert.Equal((701, 1000), (_window.Oldest, _window.Newest));
        Assert.False(_window.HasNewer);
    }

    [Fact]
    public void The_beginning_has_nothing_older()
    {
        _window.Load(Some.Page(51, 100));
        _window.Older(Some.Page(1, 50, 100));
        Assert.False(_window.HasOlder);
    }

    [Fact]
    public void A_message_comes_in_only_at_the_live_edge()
    {
        _window.Load(Some.Page(1, 3));
        _window.Upsert(Some.In(4), atEnd: true);
        Assert.Equal(4, _window.Newest);

        _window.Upsert(Some.In(6), atEnd: true);
        Assert.Equal(4, _window.Newest);
        Assert.True(_window.HasNewer);
    }

    [Fact]
    public void A_changed_message_takes_its_place()
    {
        _window.Load(Some.Page(1, 3));
        _window.Upsert(Some.In(2, body: "changed"), atEnd: true);
        Assert.Equal("changed", Assert.IsType<Message>(_window.Entries[1]).Body);
        Assert.Equal(3, _window.Entries.Count);
    }

    [Fact]
    public void A_change_above_the_window_is_left_alone()
    {
        _window.Load(Some.Page(51, 100));
        _window.Upsert(Some.In(7), atEnd: true);
        Assert.Equal((51, 50), (_window.Oldest, _window.Entries.Count));
    }

    [Fact]
    public void While_reading_above_the_end_nothing_is_dropped_from_the_front()
    {
        _window.Load(Some.Page(1, 300));
        _window.Upsert(Some.In(301), atEnd: false);
        Assert.Equal((1, 301), (_window.Oldest, _window.Newest));

        _window.Upsert(Some.In(302), atEnd: true);
        Assert.Equal((3, 302), (_window.Oldest, _window.Newest));
    }

    [Fact]
    public void Deleted_texts_keep_their_places_without_their_words()
    {
        _window.Load(Some.Page(11, 13));
        _window.Delete(new([3, 12], Some.Noon));

        Assert.Equal([(11, "hello"), (12, ""), (13, "hello")], _window.Entries.Cast<Message>().Select(message => (message.Number, message.Body)));
        Assert.Equal(Some.Noon, ((Message)_window.Entries[1]).BodyDeletedAt);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(9, 1)]
    public void The_new_line_stands_before_the_first_unread_incoming_message(int unread, int? expected)
    {
        _window.Load(new(Some.Head(last: 5), [Some.In(1), Some.Out(2), Some.In(3), Some.Out(4), Some.In(5)], null));
        Assert.Equal(expected, _window.FirstUnread(unread));
    }
}
