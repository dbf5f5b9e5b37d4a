namespace OrleansSms.Bench.Load;

/// <summary>What one load did in its window.</summary>
/// <param name="Cpu">Processor time of each process in the window.</param>
internal sealed record Measured(Latencies Latencies, TimeSpan Window, CpuTimes Cpu, int Refused, string? FirstRefusal)
{
    public double PerSecond => Latencies.Count / Window.TotalSeconds;

    public double MicrosecondsEach(TimeSpan cpu) => cpu.TotalMicroseconds / Latencies.Count;
}

/// <summary>Processor time used so far, or between two looks.</summary>
/// <param name="Server">Of the silo, or of the peer's processes.</param>
internal readonly record struct CpuTimes(TimeSpan Server, TimeSpan Postgres, TimeSpan Driver)
{
    public static CpuTimes operator -(CpuTimes later, CpuTimes earlier) =>
        new(later.Server - earlier.Server, later.Postgres - earlier.Postgres, later.Driver - earlier.Driver);
}
