using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench;

/// <summary>One kind of load.</summary>
/// <param name="StoresMessages">Comparable with pgbench storing one message per transaction.</param>
/// <param name="Traffic">Of one connection.</param>
internal sealed record Scenario(string Name, string Title, bool StoresMessages, Func<World, ITraffic> Traffic)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("inbound", "inbound webhook, uniform", true, world => world.InboundFromAnyone()),
        new("inbound256", "inbound webhook, 256 connections", true, world => world.InboundFromAnyone()) { Demand = new("inbound webhook, 256 connections", Connections: 256) },
        new("paced", "inbound webhook, 500 each second", false, world => world.InboundFromAnyone()) { Demand = new("inbound webhook, 500 each second", PerSecond: 500) },
        new("one", "inbound, all to one conversation", true, world => world.InboundToOne()),
        new("new", "inbound, each a new conversation", true, world => world.InboundFromStrangers()),
        new("status", "status callback", false, world => world.Status()),
        new("send", "send, durably accepted", true, world => world.SendToAnyone()),
        new("page", "newest 50 of a conversation", false, world => world.Page()),
        new("mixed", "mixed 55 inbound 25 status 15 page 5 send", false, world => world.Mixed()),
    ];

    public Demand Demand { get; init; } = new(Title);

    public IReadOnlyList<Lane> Lanes(IEnumerable<World> worlds) => [.. worlds.Select(world => new Lane(world.Contestant.Name, world, () => Traffic(world)))];

    /// <returns>Null: a name is none of ours.</returns>
    public static IReadOnlyList<Scenario>? Named(IReadOnlyList<string> names)
    {
        var chosen = All.Where(one => names.Count == 0 || names.Contains(one.Name)).ToList();
        return names.Count == 0 || chosen.Count == names.Distinct().Count() ? chosen : null;
    }
}
