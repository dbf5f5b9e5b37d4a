using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// Who has seen how much of what came in.
internal sealed partial class Conversation
{
    public ConversationChange? MarkRead(Guid userId, int inboundCount)
    {
        if (Head is not { } head)
        {
            return null;
        }

        var seen = Math.Clamp(inboundCount, 0, head.InboundCount);
        if (Readers.Any(reader => reader.UserId == userId && reader.InboundCount >= seen))
        {
            return null;
        }

        return new(head with
        {
            Version = head.Version + 1,
            UnreadCount = Math.Min(head.UnreadCount, head.InboundCount - seen),
        }, null, OutboxStep.None, new(userId, seen));
    }

    /// <summary>As if the newest that came in had not been seen. Decides on all readers, so they have to be in memory.</summary>
    public ConversationChange? MarkUnread(Guid userId)
    {
        if (Head is not { InboundCount: > 0 } head || Seen(userId, head) < head.InboundCount)
        {
            return null;
        }

        var back = head.InboundCount - 1;
        var furthest = Readers.Where(reader => reader.UserId != userId).Select(reader => reader.InboundCount).Append(back).Append(head.SettledCount).Max();
        return new(head with
        {
            Version = head.Version + 1,
            UnreadCount = head.InboundCount - furthest,
        }, null, OutboxStep.None, new(userId, back, Back: true));
    }

    private int Seen(Guid userId, ConversationHead head) =>
        Readers.FirstOrDefault(reader => reader.UserId == userId)?.Seen(head.SettledCount) ?? head.SettledCount;
}
