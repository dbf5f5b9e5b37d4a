using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What a note has to be.</summary>
internal static class NoteRules
{
    public static void Check(NoteDraft note)
    {
        if (string.IsNullOrWhiteSpace(note.Body))
        {
            throw new RefusedException(Refusals.EmptyMessage, "Write something first.");
        }

        if (note.Body.Length > NoteDraft.MaxLength)
        {
            throw new RefusedException(Refusals.MessageTooLong, $"A note has at most {NoteDraft.MaxLength} characters.");
        }

        if (note.Mentions.Length > NoteDraft.MostMentions)
        {
            throw new RefusedException(Refusals.TooManyMentions, $"A note can name at most {NoteDraft.MostMentions} people.");
        }
    }
}
