using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Compare;

/// <summary>The windows of one lane.</summary>
internal sealed record Turns(string Name, IReadOnlyList<Measured> All, bool ExactlyOnce)
{
    public double PerSecond => Middle(one => one.PerSecond);

    public double Server => Middle(one => one.MicrosecondsEach(one.Cpu.Server));

    public double Postgres => Middle(one => one.MicrosecondsEach(one.Cpu.Postgres));

    /// <summary>Processor microseconds of a request in the program and the database together.</summary>
    public double Cost => Middle(CostOf);

    public double Driver => Middle(one => one.MicrosecondsEach(one.Cpu.Driver));

    public double Milliseconds(double quantile) => Middle(one => one.Latencies.Milliseconds(quantile));

    /// <summary>The middle of the ratios of windows that were taken one after the other.</summary>
    public double Against(Turns other, Func<Measured, double> figure) => Median.Of(All.Zip(other.All, (ours, theirs) => figure(ours) / figure(theirs)));

    public static double CostOf(Measured one) => one.MicrosecondsEach(one.Cpu.Server + one.Cpu.Postgres);

    public double Middle(Func<Measured, double> figure) => Median.Of(All.Select(figure));
}
