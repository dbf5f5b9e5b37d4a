using System.Diagnostics;

namespace OrleansSms.Bench.Load;

/// <summary>When each request of a steady load is due, whatever became of the ones before it.</summary>
internal readonly record struct Pace(int PerSecond)
{
    /// <summary>In stopwatch ticks after the start.</summary>
    public long Due(long place) => place * Stopwatch.Frequency / PerSecond;
}
