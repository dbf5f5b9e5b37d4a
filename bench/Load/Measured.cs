namespace OrleansSms.Bench.Load;

/// <summary>What one load did in its window.</summary>
/// <param name="Cpu">Processor time of each process in the window.</param>
internal sealed record Measured(Latencies Latencies, TimeSpan Window, CpuTimes Cpu, int Refused, string? FirstRefusal)
{
    /// <summary>More was asked than can be done: what became of the rest.</summary>
    public Excess Excess { get; init; }

    public double PerSecond => Latencies.Count / Window.TotalSeconds;

    public double MicrosecondsEach(TimeSpan cpu) => cpu.TotalMicroseconds / Latencies.Count;
}

/// <summary>What was due in the window and not taken.</summary>
/// <param name="ToldToComeAgain">Answered 503 with a time to try again.</param>
/// <param name="NeverAsked">Gave up while waiting for a free connection.</param>
internal readonly record struct Excess(int ToldToComeAgain, int NeverAsked);

/// <summary>Processor time used so far, or between two looks.</summary>
/// <param name="Server">Of the silo, or of the peer's processes.</param>
internal readonly record struct CpuTimes(TimeSpan Server, TimeSpan Postgres, TimeSpan Driver)
{
    public static CpuTimes operator -(CpuTimes later, CpuTimes earlier) =>
        new(later.Server - earlier.Server, later.Postgres - earlier.Postgres, later.Driver - earlier.Driver);
}
