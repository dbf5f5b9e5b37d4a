using System.Diagnostics.Metrics;

namespace OrleansSms.Grains.Live;

/// <summary>Where changes got lost on the way to screens, which load again then.</summary>
internal static class FeedMeasures
{
    private static readonly Counter<long> Gaps = Measures.Meter.CreateCounter<long>("feed.gap", description: "Changes that screens have to load again for");

    /// <summary>The receiver found a number missing.</summary>
    public static void Hole() => Tell("hole");

    /// <summary>The sender had to drop some: the receiver is slower than changes come.</summary>
    public static void Overflow() => Tell("overflow");

    /// <summary>A batch did not arrive.</summary>
    public static void Lost() => Tell("lost");

    private static void Tell(string reason) => Gaps.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
