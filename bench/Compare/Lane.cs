using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Compare;

/// <summary>One of those that take turns.</summary>
/// <param name="Traffic">Of one connection.</param>
internal sealed record Lane(string Name, World World, Func<ITraffic> Traffic);

/// <summary>What is asked of all of them.</summary>
/// <param name="Connections">Null: as many as asked for on the command line.</param>
/// <param name="PerSecond">Null: each connection asks again as soon as it is answered.</param>
internal sealed record Demand(string Title, int? Connections = null, int? PerSecond = null)
{
    /// <summary>Set where more is asked than can be done.</summary>
    public TimeSpan? Patience { get; init; }
}
