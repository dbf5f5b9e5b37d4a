using System.Globalization;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Figures;

/// <summary>The same traffic to the same number of conversations, on databases with few, many and very many others beside them.</summary>
internal sealed class Scale(Scene scene, Contest contest, BenchOptions options)
{
    private const int Touched = 1000;
    private const int Middle = 100_000;
    private const int Rehearsals = 15; // until the compiler has done its best with the new process

    private readonly List<Lane> _lanes = [];

    public IEnumerable<World> Worlds => _lanes.Select(lane => lane.World);

    /// <summary>The silo on the largest, for what else is asked of a large one.</summary>
    public (SiloProcess Silo, World World) Largest { get; private set; }

    public async Task<IReadOnlyList<Figure>> Measure(IReadOnlyList<SeedPlan> inLargest, Action<Demand, IReadOnlyList<Turns>> print, CancellationToken cancellation)
    {
        foreach (var stored in new[] { Touched, Math.Min(Middle, options.Load), options.Load }.Distinct())
        {
            Findings.Progress($"Copying {Count(stored)} conversations…");
            var silo = await scene.Silo(await scene.Server.Create($"stored_{stored}", cancellation), cancellation);
            var world = new World(silo.Contestant, Touched);
            SeedPlan[] others = [new(Kinds.Background, stored - Touched, options.LoadMessages), .. stored == options.Load ? inLargest : []];
            await world.Fill(cancellation, [.. others.Where(plan => plan.Conversations > 0)]);
            await world.Wake(options.Connections, cancellation);
            for (var again = 0; again < Rehearsals; again++)
            {
                await world.WriteToEach(world.Plan, options.Connections, cancellation);
            }

            Largest = (silo, world);
            _lanes.Add(new($"{Count(stored)} stored", world, world.InboundFromAnyone));
        }

        var demand = new Demand($"inbound to {Count(Touched)} of the conversations stored");
        var turns = await contest.Run(demand, _lanes, cancellation);
        print(demand, turns);
        return [.. _lanes.Zip(turns).Skip(1).Select(pair => Figure.Most(
            "P10", $"cost of a message with {pair.First.Name} against {Count(Touched)}", 1.15, pair.Second.Against(turns[0], Turns.CostOf)))];
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
