using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class RecalledTests
{
    private Conversation _conversation = new(Some.Id);

    [Theory]
    [InlineData(DeliveryStatus.Queued, true)]
    [InlineData(DeliveryStatus.InDoubt, true)]
    [InlineData(DeliveryStatus.Sent, true)]
    [InlineData(DeliveryStatus.Delivered, false)]
    [InlineData(DeliveryStatus.Failed, false)]
    public void What_the_carrier_speaks_of_again_stays_at_hand_when_the_turn_is_over(DeliveryStatus status, bool stays)
    {
        var older = Older(1)[0] with { Status = status };

        var settled = _conversation.Recall(older).Settled();

        Assert.Equal(stays, settled.Recent(older.Id) is not null);
    }

    [Fact]
    public void Of_many_the_last_few_stay()
    {
        var older = Older(20);

        var settled = older.Aggregate(_conversation, (conversation, message) => conversation.Recall(message)).Settled();

        Assert.Equal(older[^8..], older.Where(message => settled.Recent(message.Id) is not null));
    }

    [Fact]
    public void What_stays_at_hand_moves_with_the_conversation_and_goes_when_it_is_idle()
    {
        var older = Older(1)[0];
        _conversation = _conversation.Recall(older).Settled();

        _conversation = _conversation.Apply(_conversation.Report(older, new DeliveryReport(older.Id, "sent", Some.Sid(1), Attempt: 1), Some.Now)!);

        Assert.Equal(DeliveryStatus.Sent, _conversation.Recent(older.Id)!.Status);
        Assert.Null(_conversation.Close().Recent(older.Id));
    }

    /// <summary>Messages of a conversation of which only the head is in memory now.</summary>
    private List<Message> Older(int count)
    {
        var messages = new List<Message>();
        for (var i = 0; i < count; i++)
        {
            var change = _conversation.Queue(Some.Draft(), Some.Now)!;
            messages.Add(change.Message!);
            _conversation = _conversation.Apply(change);
        }

        _conversation = new(_conversation.Head!);
        return messages;
    }
}
