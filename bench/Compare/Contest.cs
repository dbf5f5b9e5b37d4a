using OrleansSms.Bench.Checks;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Compare;

/// <summary>The same load on one contestant after the other, in short windows that take turns, so that a bad moment of the machine meets all.</summary>
internal sealed class Contest(Scene scene, BenchOptions options, Findings findings)
{
    /// <param name="between">Done once in each round.</param>
    public async Task<IReadOnlyList<Turns>> Run(
        Scenario scenario, IReadOnlyList<World> worlds, CancellationToken cancellation, Func<Task>? between = null)
    {
        Findings.Progress($"{scenario.Title}…");
        var before = new List<ExactlyOnce>();
        foreach (var world in worlds)
        {
            await world.Contestant.Database.Execute("vacuum analyze", cancellation);
            before.Add(await ExactlyOnce.Before(world.Contestant, cancellation));
        }

        var measured = worlds.Select(_ => new List<Measured>()).ToList();
        var traffic = worlds.Select(_ => new List<ITraffic>()).ToList();
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < worlds.Count; i++)
            {
                measured[i].Add(await Window(scenario, worlds[i], traffic[i], cancellation));
            }

            await (between?.Invoke() ?? Task.CompletedTask);
        }

        var all = new List<Turns>();
        for (var i = 0; i < worlds.Count; i++)
        {
            var receipts = Receipts.Of(traffic[i]);
            worlds[i].Whole.Expect(receipts);
            var right = findings.None($"{scenario.Title}, {worlds[i].Contestant.Name}", await before[i].Check(receipts, cancellation));
            all.Add(new(worlds[i].Contestant.Name, measured[i], right));
        }

        return all;
    }

    private async Task<Measured> Window(Scenario scenario, World world, List<ITraffic> used, CancellationToken cancellation)
    {
        await world.Contestant.Database.Execute("checkpoint", cancellation);
        List<ITraffic> traffic = [.. Enumerable.Range(0, scenario.Connections ?? options.Connections).Select(_ => scenario.Traffic(world))];
        used.AddRange(traffic);
        var measured = await new ClosedLoop(world.Contestant.Address, () => scene.Cpu(world.Contestant)).Run(traffic, options.WarmUp, options.Window, cancellation);
        if (measured.Refused > 0)
        {
            findings.Wrong($"{scenario.Title}, {world.Contestant.Name}: {measured.Refused} requests were not taken; the first answer: {measured.FirstRefusal}");
        }

        if (measured.Latencies.Count == 0)
        {
            findings.Wrong($"{scenario.Title}, {world.Contestant.Name}: nothing was left to measure; with status callbacks, raise --conversations");
        }

        return measured;
    }
}
