using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Figures;

/// <summary>Something that was measured beside the figures to reach.</summary>
/// <param name="Count">How often.</param>
/// <param name="Slowest">The 95th of a hundred; null: measured once.</param>
internal sealed record Reading(string What, int Count, double Middle, double? Slowest, string Unit)
{
    public static Reading Of(string what, Latencies times) => new(what, times.Count, times.Milliseconds(0.5), times.Milliseconds(0.95), "ms");

    public static Reading Once(string what, double value, string unit) => new(what, 1, value, null, unit);
}
