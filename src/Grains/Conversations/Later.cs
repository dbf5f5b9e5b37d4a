using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What may still be changed of a text that waits for its time.</summary>
internal static class Later
{
    public static RefusedException TooLate() => new(Refusals.TooLate, "Too late: it was sent.");

    /// <summary>It still waits, and would not be sent once its contact has written.</summary>
    public static bool EndsWithReply(Message message) => message is { CancelOnReply: true, Status: DeliveryStatus.Scheduled };

    /// <summary>With the change in its history, so that the draft it once was is still known as the same.</summary>
    public static Message Told(Message moved, DateTimeOffset now) => moved with
    {
        DateUpdated = now,
        Timeline = moved.Timeline.Add(new(DeliveryReport.Rescheduled, ErrorCode: null, MessageSid: null, now, CarrierDate: null)),
    };

    /// <summary>The message as wanted; the same where nothing of it changes.</summary>
    public static Message Moved(Message message, Rescheduling wanted, ConversationHead head, DateTimeOffset now)
    {
        if (message.Status != DeliveryStatus.Scheduled)
        {
            throw message.Status == DeliveryStatus.Canceled
                ? new RefusedException(Refusals.NotScheduled, "This text was taken back. Write a new one instead.")
                : TooLate();
        }

        if (head.OptedOut)
        {
            throw new RefusedException(Refusals.OptedOut, "This person opted out of your texts. They can text START to allow them again.");
        }

        var body = wanted.Body ?? message.Body;
        DraftRules.CheckBody(body, !message.Media.IsEmpty);
        if (!wanted.Now && wanted.SendAt is { } sendAt && sendAt != message.SendAt)
        {
            DraftRules.CheckTime(sendAt, now);
        }

        return message with
        {
            Body = body,
            NumSegments = message.Media.IsEmpty ? SmsSegments.Of(body).Segments : 1,
            SendAt = wanted.Now ? now : wanted.SendAt ?? message.SendAt,
            CancelOnReply = !wanted.Now && (wanted.CancelOnReply ?? message.CancelOnReply),
        };
    }
}
