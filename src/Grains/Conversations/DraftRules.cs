using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What may be sent at all, whatever the conversation.</summary>
internal static class DraftRules
{
    private const int MaxMedia = 10;
    private static readonly TimeSpan FurthestSendTime = TimeSpan.FromDays(365);

    /// <summary>For a draft that is new: one that was taken before stays taken, also when its time to send has come.</summary>
    public static void Check(Draft draft, DateTimeOffset now)
    {
        if (draft.Contact == draft.Line)
        {
            throw new RefusedException(Refusals.SameNumber, "Sender and recipient are the same number.");
        }

        if (draft.MediaUrls.IsEmpty && string.IsNullOrWhiteSpace(draft.Body))
        {
            throw new RefusedException(Refusals.EmptyMessage, "Write a message first.");
        }

        if (draft.Body.Length > SmsSegments.MaxLength)
        {
            throw new RefusedException(Refusals.MessageTooLong, "The message is too long: 1,600 characters at most.");
        }

        if (draft.MediaUrls.Length > MaxMedia)
        {
            throw new RefusedException(Refusals.TooManyMedia, "A message can carry up to 10 files.");
        }

        if (draft.SendAt is { } sendAt && (sendAt <= now || sendAt > now + FurthestSendTime))
        {
            throw new RefusedException(Refusals.InvalidSendTime, "Choose a time to send between now and a year from now.");
        }
    }

    /// <summary>Whether a message is what this draft became.</summary>
    public static bool IsSame(Message message, Draft draft) =>
        message.From == draft.Line && message.To == draft.Contact && message.Body == draft.Body && message.UserId == draft.UserId
        && message.SendAt == draft.SendAt && message.Media.Select(item => item.Url).SequenceEqual(draft.MediaUrls);
}
