using System.Globalization;
using OrleansSms.Bench.Figures;

namespace OrleansSms.Bench.Report;

/// <summary>What was measured without a target.</summary>
internal static class ReadingTable
{
    public static void Print(TextWriter output, IReadOnlyList<Reading> readings)
    {
        if (readings.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("| beside the figures | times | the middle | p95 |");
        output.WriteLine("| --- | --: | --: | --: |");
        foreach (var reading in readings)
        {
            output.WriteLine($"| {reading.What} | {reading.Count} | {Value(reading.Middle, reading.Unit)} | {(reading.Slowest is { } slowest ? Value(slowest, reading.Unit) : "")} |");
        }
    }

    private static string Value(double value, string unit) => unit.Length == 0
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value:N1} {unit}");
}
