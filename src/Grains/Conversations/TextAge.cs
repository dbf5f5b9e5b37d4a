using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>When the time of a text is over: it came, or was to go out, before a moment.</summary>
internal static class TextAge
{
    /// <summary>It has words that nobody needs any more: what still waits to be sent, or is in doubt, is needed.</summary>
    public static bool IsOver(IEntry entry, DateTimeOffset before) => entry switch
    {
        Message { BodyDeletedAt: null } message => !Delivery.IsInOutbox(message.Status) && Counts(message) < before,
        Aside { Kind: AsideKind.Note, BodyDeletedAt: null } note => note.DateCreated < before,
        _ => false,
    };

    /// <summary>A text that was scheduled counts from its time, one that was found later from when it was found.</summary>
    private static DateTimeOffset Counts(Message message)
    {
        var at = message.DateCreated;
        at = message.SendAt > at ? message.SendAt.Value : at;
        return message.DateSent > at ? message.DateSent.Value : at;
    }
}
