using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What was written and has not left yet. Whether it still can be changed is decided twice: here by what the message says, and
// by the store, which alone knows whether the line's sender has taken it.
internal sealed partial class Conversation
{
    /// <summary>Null: it is taken back already.</summary>
    /// <param name="message">The message as it stands, from memory or from the store.</param>
    public ConversationChange? Withdraw(Message message, DateTimeOffset now)
    {
        if (message.Status == DeliveryStatus.Canceled)
        {
            return null;
        }

        if (message.Status > DeliveryStatus.Queued)
        {
            throw Later.TooLate();
        }

        return Rounds.Newest(message.Timeline) == 0
            ? Withdraw(message, DeliveryReport.Withdrawn, now)
            : throw new RefusedException(Refusals.TooLate, "This text may have been sent before. It cannot be taken back.");
    }

    /// <summary>Null: it is as wanted already.</summary>
    /// <param name="message">The message as it stands, from memory or from the store.</param>
    public ConversationChange? Reschedule(Message message, Rescheduling wanted, DateTimeOffset now)
    {
        if (Head is not { } head || Later.Moved(message, wanted, head, now) is not { } moved || moved == message)
        {
            return null;
        }

        var next = head with { Version = head.Version + 1 };
        return new(
            moved.Number == head.PreviewNumber ? next with { Preview = Preview.Of(moved.Body, !moved.Media.IsEmpty) } : next,
            Later.Told(moved, now), OutboxStep.Move, Read: null);
    }

    /// <summary>The contact wrote: the next of the texts that must not go out after that. Null: there is none.</summary>
    /// <param name="at">When they wrote.</param>
    public ConversationChange? Answered(DateTimeOffset at, DateTimeOffset now)
    {
        foreach (var message in UntilReply.IsDefault ? [] : UntilReply.AsSpan())
        {
            if (message.DateCreated <= at)
            {
                return Withdraw(message, DeliveryReport.Answered, now);
            }
        }

        return null;
    }

    private ConversationChange? Withdraw(Message message, string word, DateTimeOffset now) =>
        Report(message, new(message.Id, word), now) is { } change ? change with { Outbox = OutboxStep.Withdraw } : null;
}
