using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What may be sent at all, whatever the conversation.</summary>
internal static class DraftRules
{
    private const int MaxMedia = 10;
    private static readonly TimeSpan FurthestSendTime = TimeSpan.FromDays(365);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    /// <summary>For a draft that is new: one that was taken before stays taken, also when its time to send has come.</summary>
    public static void Check(Draft draft, DateTimeOffset now)
    {
        if (draft.Contact == draft.Line)
        {
            throw new RefusedException(Refusals.SameNumber, "Sender and recipient are the same number.");
        }

        CheckBody(draft.Body, !draft.MediaUrls.IsEmpty);

        if (draft.MediaUrls.Length > MaxMedia)
        {
            throw new RefusedException(Refusals.TooManyMedia, "A message can carry up to 10 files.");
        }

        if (draft.SendAt is { } sendAt)
        {
            CheckTime(sendAt, now);
        }
        else if (draft.CancelOnReply)
        {
            throw new RefusedException(Refusals.InvalidSendTime, "Only a text with a time to send can wait for a reply.");
        }

        if (draft.Hold < TimeSpan.Zero || draft.Hold > LongestHold)
        {
            throw new RefusedException(Refusals.InvalidSendTime, "A text can be held back for half a minute at most. Schedule it instead.");
        }
    }

    public static void CheckBody(string body, bool hasMedia)
    {
        if (!hasMedia && string.IsNullOrWhiteSpace(body))
        {
            throw new RefusedException(Refusals.EmptyMessage, "Write a message first.");
        }

        if (body.Length > SmsSegments.MaxLength)
        {
            throw new RefusedException(Refusals.MessageTooLong, "The message is too long: 1,600 characters at most.");
        }
    }

    public static void CheckTime(DateTimeOffset sendAt, DateTimeOffset now)
    {
        if (sendAt <= now || sendAt > now + FurthestSendTime)
        {
            throw new RefusedException(Refusals.InvalidSendTime, "Choose a time to send between now and a year from now.");
        }
    }

    /// <summary>Whether a message is what this draft became; of one whose text was deleted, by all that is left of it.</summary>
    public static bool IsSame(Message message, Draft draft) =>
        message.From == draft.Line && message.To == draft.Contact && message.UserId == draft.UserId
        && (message.BodyDeletedAt is not null || SaysTheSame(message, draft));

    private static bool SaysTheSame(Message message, Draft draft) =>
        (message.Timeline.Any(report => report.Word == DeliveryReport.Rescheduled) || (message.Body == draft.Body && message.SendAt == draft.SendAt))
        && message.Media.Select(item => item.Url).SequenceEqual(draft.MediaUrls);
}
