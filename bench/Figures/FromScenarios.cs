using OrleansSms.Bench.Compare;

namespace OrleansSms.Bench.Figures;

/// <summary>The figures that the scenarios give by themselves. What was left out gives none.</summary>
internal static class FromScenarios
{
    public static IEnumerable<Figure> Of(IReadOnlyList<ScenarioResult> results)
    {
        var all = results.ToDictionary(result => result.Scenario.Name);
        if (all.TryGetValue("inbound", out var inbound))
        {
            if (inbound.Baseline is { SameSql: { } same, OneStatement: { } one })
            {
                yield return Figure.Least("P1", "inbound, uniform, against pgbench's best with one transaction per message", 2, inbound.Product.PerSecond / Math.Max(same.PerSecond, one.PerSecond));
            }

            if (inbound.SlowestAgainstPeer is { } slowest)
            {
                yield return Figure.Most("P1", "its p99, 64 connections, against the peer's", 0.25, slowest);
            }

            if (all.TryGetValue("one", out var one1))
            {
                yield return Figure.Least("P2", "one conversation against uniform", 1, one1.Product.Against(inbound.Product, window => window.PerSecond));
            }
        }

        if (all.GetValueOrDefault("paced")?.SlowestAgainstPeer is { } paced)
        {
            yield return Figure.Most("P7", "p99 of an inbound webhook at 500 each second, against the peer's", 0.3, paced);
        }

        (string Name, string Scenario, string What, double Limit)[] ratios =
        [
            ("P1", "inbound", "inbound, uniform, against the peer", 6), ("P1", "inbound256", "inbound, 256 connections, against the peer", 6),
            ("P2", "one", "inbound, all to one conversation, against the peer", 10), ("P3", "new", "inbound, every message a new conversation, against the peer", 4),
            ("P4", "status", "status callback, against the peer", 5), ("P5", "send", "send, durably accepted, against the peer", 5), ("P5m", "mixed", "mixed 55/25/15/5, against the peer", 4),
        ];
        foreach (var (name, scenario, what, limit) in ratios)
        {
            if (all.GetValueOrDefault(scenario)?.TimesPeer is { } times)
            {
                yield return Figure.Least(name, what, limit, times);
            }
        }
    }
}
