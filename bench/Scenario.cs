using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench;

/// <summary>One kind of load.</summary>
/// <param name="StoresMessages">Comparable with pgbench storing one message per transaction.</param>
/// <param name="NeedsSent">Messages that were sent have to be there, to be reported on.</param>
/// <param name="Traffic">Of one connection.</param>
internal sealed record Scenario(string Name, string Title, bool StoresMessages, bool NeedsSent, Func<World, ITraffic> Traffic)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("inbound", "inbound webhook, uniform", true, false, world => world.InboundFromAnyone()),
        new("one", "inbound, all to one conversation", true, false, world => new InboundTraffic(world.PublicBaseUrl, () => World.TheOne)),
        new("new", "inbound, each a new conversation", true, false, world => new InboundTraffic(world.PublicBaseUrl, world.Stranger)),
        new("status", "status callback", false, true, world => world.Status()),
        new("send", "send, durably accepted", true, false, world => world.SendToAnyone()),
        new("page", "newest 50 of a conversation", false, false, world => world.Page()),
        new("mixed", "mixed 55 inbound 25 status 15 page 5 send", false, true, world => new MixedTraffic(
            new Random(), (55, world.InboundFromAnyone()), (25, world.Status()), (15, world.Page()), (5, world.SendToAnyone()))),
    ];

    /// <returns>Null: a name is none of ours.</returns>
    public static IReadOnlyList<Scenario>? Named(IReadOnlyList<string> names)
    {
        var chosen = All.Where(one => names.Count == 0 || names.Contains(one.Name)).ToList();
        return names.Count == 0 || chosen.Count == names.Distinct().Count() ? chosen : null;
    }
}
