using System.Globalization;
using OrleansSms.Bench.Baseline;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Report;

/// <summary>Prints rows as they come, as a table that can be pasted into a document.</summary>
internal sealed class Table(TextWriter output, PgBenchRun? sameSql, PgBenchRun? oneStatement)
{
    public void Begin()
    {
        if (sameSql is not null && oneStatement is not null)
        {
            output.WriteLine("pgbench on the same server, one transaction per message:");
            Baseline("the product's statements", sameSql);
            Baseline("head and message in one statement", oneStatement);
            output.WriteLine();
        }

        output.WriteLine("| scenario | per s | p50 ms | p95 ms | p99 ms | silo µs | Postgres µs | driver µs | × pgbench, same statements | × pgbench, one statement | exactly once |");
        output.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |");
    }

    public void Row(Scenario scenario, Measured measured, bool exactlyOnce) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {scenario.Title} | {measured.PerSecond:N0} | {measured.Latencies.Milliseconds(0.5):F1} | {measured.Latencies.Milliseconds(0.95):F1} | {measured.Latencies.Milliseconds(0.99):F1} | {measured.MicrosecondsEach(measured.Cpu.Silo):F0} | {measured.MicrosecondsEach(measured.Cpu.Postgres):F0} | {measured.MicrosecondsEach(measured.Cpu.Driver):F0} | {Ratio(scenario, measured, sameSql)} | {Ratio(scenario, measured, oneStatement)} | {(exactlyOnce ? "yes" : "NO")} |"));

    private static string Ratio(Scenario scenario, Measured measured, PgBenchRun? baseline) =>
        scenario.StoresMessages && baseline is not null ? (measured.PerSecond / baseline.PerSecond).ToString("F2", CultureInfo.InvariantCulture) : "";

    private void Baseline(string name, PgBenchRun run) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {run.PerSecond:N0} per s, Postgres {run.Postgres:F0} µs"));
}
