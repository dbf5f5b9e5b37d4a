using OrleansSms.Bench.Compare;

namespace OrleansSms.Bench.Baseline;

/// <summary>pgbench's two ways of storing a message, run again and again between the windows of the others.</summary>
internal sealed class BaselineRuns(PgBench pgbench)
{
    private readonly List<PgBenchRun> _twoRoundTrips = [];
    private readonly List<PgBenchRun> _oneStatement = [];

    public PgBenchRun? TwoRoundTrips => Middle(_twoRoundTrips);

    public PgBenchRun? OneStatement => Middle(_oneStatement);

    public async Task Again(CancellationToken cancellation)
    {
        Findings.Progress("pgbench…");
        _twoRoundTrips.Add(await pgbench.Run("two_round_trips.pgbench", cancellation));
        _oneStatement.Add(await pgbench.Run("one_statement.pgbench", cancellation));
    }

    private static PgBenchRun? Middle(List<PgBenchRun> runs) =>
        runs.Count == 0 ? null : new(Median.Of(runs.Select(run => run.PerSecond)), Median.Of(runs.Select(run => run.Postgres)));
}
