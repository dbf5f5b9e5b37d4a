using System.Globalization;
using OrleansSms.Bench.Baseline;
using OrleansSms.Bench.Compare;

namespace OrleansSms.Bench.Report;

/// <summary>Prints rows as they come, as a table that can be pasted into a document.</summary>
internal sealed class ScenarioTable(TextWriter output)
{
    public void Begin(BaselineRuns? baseline)
    {
        if (baseline is { TwoRoundTrips: { } twoRoundTrips, OneStatement: { } oneStatement })
        {
            output.WriteLine("pgbench on the same server, one transaction per message:");
            Line("begin, head and message, commit, in two round trips", twoRoundTrips);
            Line("head and message in one statement", oneStatement);
            output.WriteLine();
        }

        output.WriteLine("| scenario | | per s | p50 ms | p95 ms | p99 ms | server µs | Postgres µs | driver µs | × peer | × peer by cost | × pgbench, two round trips | × pgbench, one statement | exactly once |");
        output.WriteLine("| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |");
    }

    public void Rows(ScenarioResult result)
    {
        foreach (var turns in result.All)
        {
            var isProduct = turns == result.Product;
            Row(isProduct ? result.Scenario.Title : "", turns, isProduct ? result.TimesPeer : null, isProduct ? result.TimesPeerByCost : null, result.TimesTwoRoundTrips(turns), result.TimesOneStatement(turns));
        }
    }

    public void Rows(Demand demand, IReadOnlyList<Turns> all)
    {
        foreach (var turns in all)
        {
            Row(turns == all[0] ? demand.Title : "", turns, null, null, null, null);
        }
    }

    private void Row(string title, Turns turns, double? peer, double? cost, double? twoRoundTrips, double? oneStatement) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {title} | {turns.Name} | {turns.PerSecond:N0} | {turns.Milliseconds(0.5):F2} | {turns.Milliseconds(0.95):F1} | {turns.Milliseconds(0.99):F1} | {turns.Server:F0} | {turns.Postgres:F0} | {turns.Driver:F0} | {Ratio(peer)} | {Ratio(cost)} | {Ratio(twoRoundTrips)} | {Ratio(oneStatement)} | {(turns.ExactlyOnce ? "yes" : "NO")} |"));

    private void Line(string name, PgBenchRun run) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: {run.PerSecond:N0} per s, Postgres {run.Postgres:F0} µs"));

    private static string Ratio(double? ratio) => ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
}
