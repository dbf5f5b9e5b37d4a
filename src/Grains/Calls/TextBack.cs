using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Calls;

/// <summary>Whether a missed call is answered by a text that nobody wrote. In doubt it is not: people answer, too.</summary>
internal static class TextBack
{
    /// <summary>One such text in so much time, however often they call: two machines that answer each other end here.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>What is learned of a call later than this would come out of nowhere.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public static bool IsDue(Call call, ConversationHead head, ImmutableArray<IEntry> newest, DateTimeOffset now) =>
        call.Status.IsMissed() && now - call.EndedAt <= Late && !head.OptedOut && CanRead(head.Contact)
        && !newest.Any(entry => entry.Number > call.Number && IsOurs(entry))
        && !newest.OfType<Message>().Any(text => text.IsTextBack && text.DateCreated > now - Pause);

    private static bool IsOurs(IEntry entry) => entry is Message { Direction: Direction.Outbound } or Call { Direction: Direction.Outbound };

    private static bool CanRead(string contact) => PhoneNumber.Kind(contact) != NumberKind.ShortCode && !NumberFacts.LooksLikeLandline(contact);
}
