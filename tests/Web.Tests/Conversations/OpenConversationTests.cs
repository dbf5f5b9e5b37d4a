using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;
using OrleansSms.Web.Tests.Calls;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class OpenConversationTests
{
    private readonly DeskDouble _desk = new();
    private readonly OpenConversation _open;

    public OpenConversationTests()
    {
        _open = new(_desk, Some.Me, Some.Conversation);
        Append(Some.In(1), Some.Out(2));
    }

    [Fact]
    public async Task An_incoming_message_at_the_end_is_shown_and_announced()
    {
        await Open();
        await Fold(Some.Change(Append(Some.In(3, body: "are you there?")), Some.In(3, body: "are you there?")));

        Assert.Equal(3, _open.Window.Newest);
        Assert.Equal(0, _open.Below);
        Assert.Equal("New message from +44 7700 900226: are you there?", _open.Announcement);
    }

    [Fact]
    public async Task Texts_that_are_deleted_lose_their_words_on_the_page_at_once()
    {
        await Open();
        var head = _open.Row!.Head;

        Assert.True(await Fold(new ConversationChange(
            head with { Version = head.Version + 1, Preview = "", TextsDeletedThrough = 1 }, null, OutboxStep.None, Read: null, Deleted: new([1], Some.Noon))));

        Assert.Equal(["", "hi"], _open.Window.Entries.Cast<Message>().Select(message => message.Body));
        Assert.Equal((0, ""), (_open.Below, _open.Announcement));
    }

    [Fact]
    public async Task A_missed_call_is_announced_once_and_a_voicemail_in_its_own_words()
    {
        await Open();
        var call = SomeCall.Of(CallStatus.Ringing, Direction.Inbound);
        await Fold(SomeCall.Change(call, version: 4));
        Assert.Equal((3, ""), (_open.Window.Newest, _open.Announcement));
        await Fold(SomeCall.Change(call with { Status = CallStatus.Missed }, version: 5));
        Assert.Equal("Missed call from +44 7700 900226", _open.Announcement);
        await Fold(SomeCall.Change(call with { Status = CallStatus.Voicemail }, version: 6));
        Assert.Equal("Voicemail from +44 7700 900226", _open.Announcement);
    }

    [Fact]
    public async Task Away_from_the_end_incoming_messages_are_counted_until_the_end_is_seen()
    {
        await Open();
        _open.Stick(false);
        await Fold(Some.Change(Append(Some.In(3)), Some.In(3)), Some.Change(Append(Some.Out(4)), Some.Out(4)), Some.Change(Append(Some.In(5)), Some.In(5)));
        Assert.Equal(2, _open.Below);

        _open.Stick(true);
        Assert.Equal(0, _open.Below);
    }

    [Fact]
    public async Task A_link_opens_the_page_around_its_entry_and_the_end_is_one_press_away()
    {
        for (var number = 3; number <= 300; number++)
        {
            Append(Some.In(number));
        }

        _open.Show((await _open.Read(100))!, 100);

        Assert.Equal((75, 124, true, true, false), (_open.Window.Oldest, _open.Window.Newest, _open.Window.HasOlder, _open.Window.HasNewer, _open.AtEnd));
        Assert.Equal("100 1", _open.Mark);
        await _open.GoTo(110);
        Assert.Equal((75, "110 2"), (_open.Window.Oldest, _open.Mark));
        await _open.GoTo(200);
        Assert.Equal((175, "200 3"), (_open.Window.Oldest, _open.Mark));
        await _open.Latest();
        Assert.Equal((300, false), (_open.Window.Newest, _open.Window.HasNewer));
    }

    [Fact]
    public async Task A_gap_in_the_versions_reads_what_is_missing()
    {
        await Open();
        Append(Some.In(3));
        await Fold(Some.Change(Append(Some.In(4)), Some.In(4)));
        Assert.Equal([1, 2, 3, 4], _open.Window.Entries.Select(entry => entry.Number));
        Assert.False(_open.Window.HasNewer);
    }

    [Fact]
    public async Task Missed_changes_are_read_again()
    {
        await Open();
        Append(Some.In(3));
        Assert.True(await _open.Fold(new([], Missed: true)));
        Assert.Equal(3, _open.Window.Newest);
    }

    [Fact]
    public async Task A_change_that_was_seen_already_changes_nothing()
    {
        await Open();
        var head = Append(Some.Out(3, status: DeliveryStatus.Sent));
        await Fold(Some.Change(head, Some.Out(3, status: DeliveryStatus.Sent)));
        await Fold(Some.Change(head, Some.Out(3, status: DeliveryStatus.Queued)));
        Assert.Equal(DeliveryStatus.Sent, Assert.IsType<Message>(_open.Window.Entries[^1]).Status);
    }

    [Fact]
    public async Task Another_conversation_is_none_of_its_business()
    {
        await Open();
        Assert.False(await _open.Fold(new([Some.Change(Some.Head(Some.Id(77)))], Missed: false)));
    }

    [Fact]
    public async Task Reading_is_told_once_and_never_beyond_what_came_in()
    {
        _desk.Head = _desk.Head with { InboundCount = 3 };
        await Open();
        await _open.Seen(99);
        await Fold(Some.Change(_desk.Head = _desk.Head with { Version = _desk.Head.Version + 1 }, read: new(Some.Me, 3)));
        await _open.Seen(3);
        Assert.Equal([3], _desk.MarkedRead);
    }

    [Fact]
    public async Task Scrolling_up_and_down_reads_pages_on_both_sides()
    {
        for (var number = 3; number <= 500; number++)
        {
            Append(Some.In(number));
        }

        await Open();
        for (var page = 0; page < 7; page++)
        {
            await _open.Older();
        }

        Assert.Equal((101, 400), (_open.Window.Oldest, _open.Window.Newest));
        await _open.Newer();
        await _open.Newer();
        Assert.Equal((201, 500, false), (_open.Window.Oldest, _open.Window.Newest, _open.Window.HasNewer));
    }

    [Fact]
    public async Task A_conversation_that_is_no_longer_mine_is_gone()
    {
        await Open();
        _desk.Head = Some.Head(Some.Id(5));
        await _open.Refresh();
        Assert.Null(_open.Row);
    }

    private async Task Open() => _open.Show((await _open.Read())!);

    private Task<bool> Fold(params ConversationChange[] changes) => _open.Fold(new([.. changes], Missed: false));

    private ConversationHead Append(params Message[] messages)
    {
        _desk.Messages.AddRange(messages);
        return _desk.Head = _desk.Head with { Version = _desk.Head.Version + messages.Length, LastNumber = messages[^1].Number };
    }
}
