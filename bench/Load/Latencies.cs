using System.Diagnostics;

namespace OrleansSms.Bench.Load;

/// <summary>Every latency of the window, in stopwatch ticks.</summary>
internal sealed class Latencies
{
    private readonly long[] _sorted;

    public Latencies(IEnumerable<List<long>> measured)
    {
        _sorted = [.. measured.SelectMany(one => one)];
        Array.Sort(_sorted);
    }

    /// <summary>Of a clock that shows milliseconds, as a page's does.</summary>
    public static Latencies OfMilliseconds(IEnumerable<double> measured) => new([[.. measured.Select(ms => (long)(ms / 1000 * Stopwatch.Frequency))]]);

    public int Count => _sorted.Length;

    public double Milliseconds(double quantile) => _sorted.Length == 0
        ? double.NaN
        : _sorted[Math.Min(_sorted.Length - 1, (int)(quantile * _sorted.Length))] * 1000.0 / Stopwatch.Frequency;
}
