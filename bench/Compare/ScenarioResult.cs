using OrleansSms.Bench.Baseline;

namespace OrleansSms.Bench.Compare;

/// <summary>One scenario, everybody's turns.</summary>
/// <param name="Baseline">Null: pgbench was left out.</param>
internal sealed record ScenarioResult(Scenario Scenario, Turns Product, Turns? Peer, BaselineRuns? Baseline)
{
    public IEnumerable<Turns> All => Peer is null ? [Product] : [Product, Peer];

    public double? TimesPeer => Peer is null ? null : Product.Against(Peer, one => one.PerSecond);

    /// <summary>By processor time of a request instead of requests in a time: what is left when others keep the machine busy.</summary>
    public double? TimesPeerByCost => Peer is null ? null : 1 / Product.Against(Peer, Turns.CostOf);

    /// <summary>The slow requests of the product against the peer's.</summary>
    public double? SlowestAgainstPeer => Peer is null ? null : Product.Against(Peer, one => one.Latencies.Milliseconds(0.99));

    public double? TimesTwoRoundTrips(Turns turns) => Times(turns, Baseline?.TwoRoundTrips);

    public double? TimesOneStatement(Turns turns) => Times(turns, Baseline?.OneStatement);

    private double? Times(Turns turns, PgBenchRun? run) => Scenario.StoresMessages && run is not null ? turns.PerSecond / run.PerSecond : null;
}
