using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>One side of a call, from all that was said of it in any order.</summary>
internal static class Leg
{
    /// <summary>The carrier's words in the order in which a leg goes through them; of two ends the one that tells more.</summary>
    private static readonly ImmutableArray<string> Order =
    [
        CallWords.Queued, CallWords.Initiated, CallWords.Ringing, CallWords.InProgress,
        CallWords.Canceled, CallWords.Failed, CallWords.NoAnswer, CallWords.Busy, CallWords.Completed,
    ];

    private static readonly int FirstEnd = Order.IndexOf(CallWords.Canceled);

    /// <summary>The word that stands; null: nothing was said, or nothing that we know.</summary>
    public static string? WordOf(IEnumerable<CallEvent> told) => told
        .Where(one => Order.Contains(one.Word))
        // The carrier counts what happens on a leg; of two ends the later one counts. Other words can only come late.
        .OrderBy(one => IsEnd(one.Word)).ThenBy(one => IsEnd(one.Word) ? one.Sequence ?? -1 : 0).ThenBy(one => Order.IndexOf(one.Word))
        .LastOrDefault()?.Word;

    public static bool IsEnd(string? word) => word is not null && Order.IndexOf(word) >= FirstEnd;

    /// <summary>Whether two names can be of one leg: one that was not told can be any.</summary>
    public static bool IsSame(string? callSid, string? other) => callSid is null || other is null || callSid == other;

    /// <summary>The earliest of some events, by the carrier's clock where it told the time.</summary>
    public static DateTimeOffset? Earliest(IEnumerable<CallEvent> told) => told.Min(one => (DateTimeOffset?)(one.CarrierDate ?? one.ReceivedAt));
}
