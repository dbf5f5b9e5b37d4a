using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class ConversationTests
{
    private Conversation _conversation = new(Some.Id);

    private ConversationHead Head => _conversation.Head!;

    [Fact]
    public void A_decision_moves_nothing_before_it_is_applied()
    {
        var change = _conversation.Receive(Some.Text(1), Some.Now)!;

        Assert.Null(_conversation.Head);
        Assert.Empty(_conversation.Newest);
        _conversation = _conversation.Apply(change);
        Assert.Equal(change.Head, _conversation.Head);
        Assert.Equal([change.Message!], _conversation.Newest);
    }

    [Fact]
    public void The_first_text_opens_the_conversation_with_everything_a_list_row_shows()
    {
        var change = Receive(1, "  Hello,\n  are you open?  ");

        Assert.Equal(
            new(Some.Id, Some.Line, Some.Contact, 1, 1, 1, 1, 1, ConversationState.Open, false, "Hello, are you open?", Direction.Inbound, DeliveryStatus.Received, Some.Now, Some.Now, PreviewNumber: 1),
            change.Head);
        Assert.Equal("  Hello,\n  are you open?  ", change.Message!.Body);
        Assert.Equal((Some.Contact, Some.Line, Direction.Inbound, DeliveryStatus.Received), (change.Message.From, change.Message.To, change.Message.Direction, change.Message.Status));
        Assert.Equal(OutboxStep.None, change.Outbox);
    }

    [Fact]
    public void A_draft_enters_the_thread_and_the_outbox_together()
    {
        var change = Queue(Some.Draft("See you at 5"));

        Assert.Equal((1, 1, 0, 0), (Head.LastNumber, Head.SmsCount, Head.InboundCount, Head.UnreadCount));
        Assert.Equal((DeliveryStatus.Queued, OutboxStep.Enter, Some.User), (change.Message!.Status, change.Outbox, change.Message.UserId));
        Assert.Equal(("See you at 5", Direction.Outbound, DeliveryStatus.Queued), (Head.Preview, Head.PreviewDirection, Head.PreviewStatus));
    }

    [Fact]
    public void Both_directions_are_numbered_without_gaps_and_counted()
    {
        for (var i = 1; i <= 10; i++)
        {
            Receive(i);
            Queue(Some.Draft());
        }

        Assert.Equal(Enumerable.Range(1, 20), _conversation.Newest.Select(message => message.Number));
        Assert.Equal((20, 20, 20, 10), (Head.Version, Head.LastNumber, Head.SmsCount, Head.InboundCount));
    }

    [Fact]
    public void Only_one_page_stays_in_memory()
    {
        for (var i = 1; i <= 60; i++)
        {
            Receive(i);
        }

        Assert.Equal(Enumerable.Range(11, Conversation.Kept), _conversation.Newest.Select(message => message.Number));
        Assert.Equal(60, Head.SmsCount);
    }

    [Fact]
    public void The_same_SID_again_is_nothing_to_do()
    {
        Receive(1);
        Receive(2);

        Assert.Null(_conversation.Receive(Some.Text(1, "another body"), Some.Now));
    }

    [Fact]
    public void Text_that_no_store_can_hold_is_made_storable() =>
        Assert.Equal("a\uFFFDb\uFFFDc\U0001F600", Receive(1, "a\0b\uD83Dc\U0001F600").Message!.Body);

    [Theory]
    [InlineData(ConversationState.Done)]
    [InlineData(ConversationState.Snoozed)]
    public void An_inbound_text_opens_the_conversation_again_and_an_answer_does_not(ConversationState state)
    {
        Receive(1);
        _conversation = _conversation.Apply(_conversation.SetState(state, Some.Deed())!);

        Queue(Some.Draft());
        Assert.Equal(state, Head.State);
        Receive(2);
        Assert.Equal(ConversationState.Open, Head.State);
    }

    [Fact]
    public void A_state_that_is_already_so_is_nothing_to_do()
    {
        Assert.Null(_conversation.SetState(ConversationState.Done, Some.Deed()));
        Receive(1);
        Assert.Null(_conversation.SetState(ConversationState.Open, Some.Deed()));
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_move_the_conversation_down_the_list()
    {
        Receive(1);
        _conversation = _conversation.Apply(_conversation.Receive(Some.Text(2), Some.Now.AddMinutes(-5))!);

        Assert.Equal(Some.Now, Head.LastActivityAt);
    }

    [Fact]
    public void Only_a_report_on_the_newest_message_shows_in_the_list()
    {
        var first = Queue(Some.Draft()).Message!;
        var second = Queue(Some.Draft()).Message!;

        _conversation = _conversation.Apply(_conversation.Report(first, new(first.Id, "failed", ErrorCode: 30003), Some.Now)!);
        Assert.Equal(DeliveryStatus.Queued, Head.PreviewStatus);
        _conversation = _conversation.Apply(_conversation.Report(second, new(second.Id, "delivered"), Some.Now)!);
        Assert.Equal(DeliveryStatus.Delivered, Head.PreviewStatus);
        Assert.Equal(4, Head.Version);
        Assert.Equal([DeliveryStatus.Failed, DeliveryStatus.Delivered], _conversation.Newest.OfType<Message>().Select(message => message.Status));
    }

    [Fact]
    public void A_report_on_a_message_that_left_memory_changes_it_in_the_store_alone()
    {
        var old = Queue(Some.Draft()).Message!;
        foreach (var sid in Enumerable.Range(1, Conversation.Kept))
        {
            Receive(sid);
        }

        var before = _conversation.Newest;
        var change = _conversation.Report(old, new(old.Id, "sent", Some.Sid(99)), Some.Now)!;
        _conversation = _conversation.Apply(change);

        Assert.Equal((1, DeliveryStatus.Sent), (change.Message!.Number, change.Message.Status));
        Assert.Equal(before, _conversation.Newest);
    }

    [Theory]
    [InlineData("in_doubt", OutboxStep.Doubt)]
    [InlineData("given_up", OutboxStep.Leave)]
    [InlineData("queued", OutboxStep.Leave)]
    [InlineData("failed", OutboxStep.Leave)]
    [InlineData("delivered", OutboxStep.Leave)]
    [InlineData("warming_up", OutboxStep.None)]
    public void What_the_carrier_says_first_decides_about_the_outbox(string word, OutboxStep step)
    {
        var message = Queue(Some.Draft()).Message!;

        Assert.Equal(step, _conversation.Report(message, new(message.Id, word), Some.Now)!.Outbox);
    }

    [Fact]
    public void A_message_in_doubt_leaves_the_outbox_when_the_carrier_speaks_and_later_words_leave_it_alone()
    {
        var message = Queue(Some.Draft()).Message!;
        var doubt = _conversation.Report(message, new(message.Id, "in_doubt"), Some.Now)!;
        var sent = _conversation.Report(doubt.Message!, new(message.Id, "sent", Some.Sid(1)), Some.Now)!;
        var delivered = _conversation.Report(sent.Message!, new(message.Id, "delivered", Some.Sid(1)), Some.Now)!;

        Assert.Equal([OutboxStep.Doubt, OutboxStep.Leave, OutboxStep.None], [doubt.Outbox, sent.Outbox, delivered.Outbox]);
    }

    [Fact]
    public void What_came_in_cannot_be_reported_on()
    {
        var inbound = Receive(1).Message!;

        Assert.Null(_conversation.Recent(inbound.Id));
    }

    private ConversationChange Receive(int sid, string body = "hello") => Applied(_conversation.Receive(Some.Text(sid, body), Some.Now)!);

    private ConversationChange Queue(Draft draft) => Applied(_conversation.Queue(draft, Some.Now));

    private ConversationChange Applied(ConversationChange change)
    {
        _conversation = _conversation.Apply(change);
        return change;
    }
}
