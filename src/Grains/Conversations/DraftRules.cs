using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What may be sent at all, whatever the conversation.</summary>
internal static class DraftRules
{
    private const int MaxMedia = 10;

    public static void Check(Draft draft)
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
    }

    /// <summary>Whether a message is what this draft became.</summary>
    public static bool IsSame(Message message, Draft draft) =>
        message.From == draft.Line && message.To == draft.Contact && message.Body == draft.Body && message.UserId == draft.UserId
        && message.SendAt == draft.SendAt && message.Media.Select(item => item.Url).SequenceEqual(draft.MediaUrls);
}
