using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>What becomes of a message whose end nobody told.</summary>
internal enum CaseStep
{
    /// <summary>It has an end, or it is gone.</summary>
    Close,

    /// <summary>It is still ours, or nobody knows its name: nothing to ask.</summary>
    Wait,

    /// <summary>The carrier is asked.</summary>
    Ask,
}

/// <summary>When the carrier is asked about a message, and when that has an end.</summary>
internal static class CaseRules
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    // The carrier keeps nothing in its queue for as long; whatever it still says then, it will not say more.
    private static readonly TimeSpan NeverMore = TimeSpan.FromDays(14);

    public static CaseStep Before(OpenCase open) => open switch
    {
        { Status: null or >= DeliveryStatus.Canceled } => CaseStep.Close,
        { MessageSid: null } => CaseStep.Wait,
        _ => CaseStep.Ask,
    };

    /// <summary>Sent long ago, and the carrier has just said no more than that.</summary>
    public static bool IsUnconfirmed(OpenCase open, DeliveryStatus? told, DateTimeOffset now, TimeSpan closeAfter) =>
        told == DeliveryStatus.Sent && now - (open.SentAt ?? open.Since) >= closeAfter;

    /// <param name="told">What the carrier says now; null: nothing that means anything.</param>
    public static bool IsOver(OpenCase open, DeliveryStatus? told, DateTimeOffset now, TimeSpan closeAfter) =>
        told >= DeliveryStatus.Canceled || IsUnconfirmed(open, told, now, closeAfter) || now - open.Since >= NeverMore;

    /// <summary>Pauses grow, but do not miss the hour in which the case is closed.</summary>
    public static DateTimeOffset NextTime(OpenCase open, DateTimeOffset now, TimeSpan closeAfter)
    {
        var next = now + TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(open.Asked, 10)));
        var closing = (open.SentAt ?? open.Since) + closeAfter;
        return closing > now && closing < next ? closing : next;
    }
}
