using OrleansSms.Bench.Checks;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Compare;

/// <summary>The same load on one lane after the other, in short windows that take turns, so that a bad moment of the machine meets all.</summary>
internal sealed class Contest(Scene scene, BenchOptions options, Findings findings)
{
    /// <param name="between">Done once in each round.</param>
    public async Task<IReadOnlyList<Turns>> Run(Demand demand, IReadOnlyList<Lane> lanes, CancellationToken cancellation, Func<Task>? between = null)
    {
        Findings.Progress($"{demand.Title}…");
        foreach (var database in lanes.Select(lane => lane.World.Contestant.Database).Distinct())
        {
            await database.Execute("analyze", cancellation);
        }

        // Of the whole server. One for each window would have every page written in full again and again.
        await lanes[0].World.Contestant.Database.Execute("checkpoint", cancellation);

        var measured = lanes.Select(_ => new List<Measured>()).ToList();
        var right = lanes.Select(_ => true).ToList();
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < lanes.Count; i++)
            {
                var (window, isRight) = await Window(demand, lanes[i], cancellation);
                measured[i].Add(window);
                right[i] &= isRight;
            }

            await (between?.Invoke() ?? Task.CompletedTask);
        }

        return [.. lanes.Select((lane, i) => new Turns(lane.Name, measured[i], right[i]))];
    }

    /// <summary>One window by itself.</summary>
    public async Task<(Measured Measured, bool ExactlyOnce)> Window(Demand demand, Lane lane, CancellationToken cancellation)
    {
        var contestant = lane.World.Contestant;
        var before = await ExactlyOnce.Before(contestant, cancellation);
        List<ITraffic> traffic = [.. Enumerable.Range(0, demand.Connections ?? options.Connections).Select(_ => lane.Traffic())];
        var measured = demand.PerSecond is { } pace
            ? await new PacedLoop(contestant.Address, Cpu, new(pace), demand.Patience).Run(traffic, options.WarmUp, options.Window, cancellation)
            : await new ClosedLoop(contestant.Address, Cpu).Run(traffic, options.WarmUp, options.Window, cancellation);

        var receipts = Receipts.Of(traffic);
        lane.World.Whole.Expect(receipts);
        List<string> wrong = [.. await before.Check(receipts, cancellation)];
        if (measured.Refused > 0)
        {
            wrong.Add($"{measured.Refused} requests were not taken; the first answer: {measured.FirstRefusal}");
        }

        if (measured.Latencies.Count == 0)
        {
            wrong.Add("nothing was left to measure; with status callbacks, raise --conversations");
        }

        return (measured, findings.None($"{demand.Title}, {lane.Name}", wrong));

        CpuTimes Cpu() => scene.Cpu(contestant);
    }
}
