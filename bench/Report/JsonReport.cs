using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Bench.Baseline;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Figures;

namespace OrleansSms.Bench.Report;

/// <summary>The same figures for a program to read.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task Write(
        string file, BenchOptions options, IReadOnlyList<ScenarioResult> results, IReadOnlyList<Figure> figures, IReadOnlyList<Reading> readings, bool allRight, CancellationToken cancellation)
    {
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(
            stream,
            new
            {
                At = TimeProvider.System.GetUtcNow(),
                Cores = Environment.ProcessorCount,
                Options = options,
                AllRight = allRight,
                Pgbench = results.Count > 0 && results[0].Baseline is { } baseline ? Pgbench(baseline) : null,
                Scenarios = results.SelectMany(result => result.All.Select(turns => Row(result, turns))),
                Figures = figures,
                Readings = readings,
            },
            Json, cancellation);
    }

    private static object Pgbench(BaselineRuns baseline) => new { baseline.TwoRoundTrips, baseline.OneStatement };

    private static object Row(ScenarioResult result, Turns turns) => new
    {
        Scenario = result.Scenario.Name,
        Contestant = turns.Name,
        turns.PerSecond,
        P50 = turns.Milliseconds(0.5),
        P95 = turns.Milliseconds(0.95),
        P99 = turns.Milliseconds(0.99),
        ServerMicroseconds = turns.Server,
        PostgresMicroseconds = turns.Postgres,
        DriverMicroseconds = turns.Driver,
        TimesPeer = turns == result.Product ? result.TimesPeer : null,
        TimesPeerByCost = turns == result.Product ? result.TimesPeerByCost : null,
        turns.ExactlyOnce,
    };
}
