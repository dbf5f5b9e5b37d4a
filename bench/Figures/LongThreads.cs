using System.Globalization;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Seed;

namespace OrleansSms.Bench.Figures;

/// <summary>Opening, paging back in and writing to a thread of 10,000 entries and a very long one.</summary>
internal sealed class LongThreads(Contest contest, BenchOptions options)
{
    private const int MiddleLength = 10_000;
    private const int ShortLength = 10;
    private const int InMemory = 500; // pages that begin further back than this come from the database
    private const int Places = 500;

    private static readonly Demand OneReader = new("newest 50 of a thread, one connection", Connections: 1);

    private readonly SeedPlan _short = new(Kinds.ShortThread, 1, ShortLength);
    private readonly SeedPlan _middle = new(Kinds.MiddleThread, 1, MiddleLength);
    private readonly SeedPlan _long = new(Kinds.LongThread, 1, options.Thread);

    public async Task<IReadOnlyList<Figure>> Measure(IReadOnlyList<World> worlds, Action<Demand, IReadOnlyList<Turns>> print, CancellationToken cancellation)
    {
        foreach (var world in worlds)
        {
            Findings.Progress($"Copying long threads to the {world.Contestant.Name}…");
            await world.Add([_short, _middle, _long], cancellation);
        }

        var newest = await contest.Run(OneReader, [.. worlds.SelectMany(world => new[] { Newest(world, _middle), Newest(world, _long) })], cancellation);
        print(OneReader, newest);
        var back = OneReader with { Title = "an older page of a thread, one connection" };
        var older = await contest.Run(back, [.. await Task.WhenAll(worlds.SelectMany(world => new[] { Older(world, _middle, cancellation), Older(world, _long, cancellation) }))], cancellation);
        print(back, older);
        var append = new Demand("inbound, all to one thread");
        var appends = await contest.Run(append, [Append(worlds[0], _short), Append(worlds[0], _long)], cancellation);
        print(append, appends);

        var name = Count(options.Thread);
        List<Figure> figures =
        [
            Figure.Most("P6", $"newest 50 of {name} entries against {Count(MiddleLength)}, p50, from memory", 1.1, newest[1].Against(newest[0], Middle)),
            Figure.Most("P6", $"an older page of {name} entries against {Count(MiddleLength)}, p50, from SQL", 1.3, older[1].Against(older[0], Middle)),
            Figure.Most("P10", $"cost of a message in a thread of {name} entries against one that began with {ShortLength}", 1.15, appends[1].Against(appends[0], Turns.CostOf)),
        ];
        if (worlds.Count > 1)
        {
            figures.Insert(2, Figure.Least("P6", $"newest 50 of {name} entries, p50, faster than the peer", 5, newest[3].Against(newest[1], Middle)));
            figures.Insert(3, Figure.Least("P6", $"an older page of {name} entries, p50, faster than the peer", 5, older[3].Against(older[1], Middle)));
        }

        return figures;
    }

    private static double Middle(Measured measured) => measured.Latencies.Milliseconds(0.5);

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static Lane Newest(World world, SeedPlan plan) => new(
        Name(world, plan), world, () => world.Page(() => world.Contestant.Shape.ConversationOf(plan.Contact(0))));

    private static Lane Append(World world, SeedPlan plan) => new(Name(world, plan), world, () => world.InboundFrom(() => plan.Contact(0)));

    private static async Task<Lane> Older(World world, SeedPlan plan, CancellationToken cancellation)
    {
        var thread = world.Contestant.Shape.ConversationOf(plan.Contact(0));
        var random = new Random();
        var before = new List<string>();
        for (var i = 0; i < Places; i++)
        {
            before.Add(await world.Contestant.Shape.Before(world.Contestant.Database, thread, plan.MessageId(0, random.Next(InMemory / 2, plan.Messages - InMemory)), cancellation));
        }

        return new(Name(world, plan), world, () => world.Page(() => thread, () => before[random.Next(before.Count)]));
    }

    private static string Name(World world, SeedPlan plan) => $"{world.Contestant.Name}, {Count(plan.Messages)} entries";
}
