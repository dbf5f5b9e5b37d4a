using OrleansSms.Bench.Figures;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Report;

namespace OrleansSms.Bench.Tests;

public sealed class ReadingTests
{
    [Fact]
    public void The_middle_and_the_slowest_of_a_hundred_openings_are_told()
    {
        var reading = Reading.Of("opened", Latencies.OfMilliseconds(Enumerable.Range(1, 100).Select(ms => (double)ms)));

        Assert.Equal((100, 51, 96), (reading.Count, Math.Round(reading.Middle), Math.Round(reading.Slowest!.Value)));
    }

    [Fact]
    public void What_was_measured_once_has_no_slowest()
    {
        using var output = new StringWriter();

        ReadingTable.Print(output, [Reading.Of("opened", Latencies.OfMilliseconds([1250.04])), Reading.Once("nodes", 1200, "")]);

        Assert.EndsWith($"| opened | 1 | 1,250.0 ms | 1,250.0 ms |{Environment.NewLine}| nodes | 1 | 1,200 |  |{Environment.NewLine}", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_nothing_is_not_there()
    {
        using var output = new StringWriter();

        ReadingTable.Print(output, []);

        Assert.Empty(output.ToString());
    }
}
