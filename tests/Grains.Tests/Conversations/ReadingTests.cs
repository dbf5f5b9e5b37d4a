using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class ReadingTests
{
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();

    [Fact]
    public void Reading_what_came_in_makes_the_unread_nothing()
    {
        var conversation = Some.Conversation(Some.Text(1), Some.Text(2), Some.Text(3));

        var change = conversation.MarkRead(Anna, 3)!;

        Assert.Equal((0, 3, 4), (change.Head.UnreadCount, change.Head.InboundCount, change.Head.Version));
        Assert.Equal(new(Anna, 3), change.Read);
        Assert.Equal((null, OutboxStep.None), (change.Message, change.Outbox));
    }

    [Fact]
    public void Reading_part_of_it_leaves_the_rest_unread()
    {
        var conversation = Some.Conversation(Some.Text(1), Some.Text(2), Some.Text(3));

        Assert.Equal(1, conversation.MarkRead(Anna, 2)!.Head.UnreadCount);
    }

    [Fact]
    public void Reading_again_or_less_is_nothing_to_do()
    {
        var conversation = Some.Conversation(Some.Text(1), Some.Text(2));
        conversation = conversation.Apply(conversation.MarkRead(Anna, 2)!);

        Assert.Null(conversation.MarkRead(Anna, 2));
        Assert.Null(conversation.MarkRead(Anna, 1));
        Assert.Equal(0, conversation.MarkRead(Ben, 1)!.Head.UnreadCount);
    }

    [Fact]
    public void Nobody_reads_what_has_not_come()
    {
        var conversation = Some.Conversation(Some.Text(1));

        Assert.Equal(new(Anna, 1), conversation.MarkRead(Anna, int.MaxValue)!.Read);
        Assert.Equal(new(Ben, 0), conversation.MarkRead(Ben, -7)!.Read);
        Assert.Null(new Conversation(Some.Id).MarkRead(Anna, 1));
    }

    [Fact]
    public void Unread_is_always_what_came_in_since_anybody_last_read() => Gen.Int[0, 9].Array[1, 80].Sample(steps =>
    {
        var conversation = new Conversation(Some.Id);
        var (inbound, seen) = (0, 0);
        foreach (var step in steps)
        {
            var change = step switch
            {
                < 4 => conversation.Receive(Some.Text(++inbound), Some.Now),
                < 6 => conversation.Queue(Some.Draft(), Some.Now),
                < 8 => Read(step % 2 == 0 ? Anna : Ben, inbound),
                _ => Read(Anna, inbound / 2),
            };
            if (change is not null)
            {
                conversation = conversation.Apply(change);
            }

            Assert.Equal(inbound, conversation.Head?.InboundCount ?? 0);
            Assert.Equal(inbound - seen, conversation.Head?.UnreadCount ?? 0);
        }

        ConversationChange? Read(Guid member, int count)
        {
            seen = conversation.Head is null ? 0 : Math.Max(seen, count);
            return conversation.MarkRead(member, count);
        }
    });
}
