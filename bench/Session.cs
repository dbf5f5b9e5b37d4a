using Microsoft.Playwright;
using OrleansSms.Bench.Baseline;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Figures;
using OrleansSms.Bench.Report;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench;

/// <summary>One run: everything is started, every scenario measured and checked.</summary>
internal sealed class Session(BenchOptions options, IReadOnlyList<Scenario> scenarios)
{
    private readonly Findings _findings = new();
    private readonly List<ScenarioResult> _results = [];
    private readonly List<Figure> _figures = [];
    private readonly List<Reading> _readings = [];

    /// <returns>Whether everything that was acknowledged was stored exactly once.</returns>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        Findings.Progress("Starting Postgres and the carrier simulator…");
        await using var scene = await Scene.Open(options, cancellation);
        List<World> worlds = [];
        if (!options.OnlyPages)
        {
            await Loads(scene, worlds, cancellation);
        }

        if (options.Pages)
        {
            await Look(scene, worlds, cancellation);
        }

        foreach (var world in worlds)
        {
            _findings.None("at the end", await world.Whole.Check(cancellation));
        }

        foreach (var complaint in scene.Complaints.GroupBy(line => line).Take(10))
        {
            Findings.Progress($"The silo logged {complaint.Count()} × {complaint.Key}");
        }

        ReadingTable.Print(Console.Out, _readings);
        FigureTable.Print(Console.Out, _figures);
        if (options.Json is { } file)
        {
            await JsonReport.Write(file, options, _results, _figures, _readings, _findings.AllRight, cancellation);
        }

        return _findings.AllRight;
    }

    private async Task Loads(Scene scene, List<World> worlds, CancellationToken cancellation)
    {
        var silo = await scene.Silo(scene.Server.Main, cancellation);
        worlds.Add(new(silo.Contestant, options.Conversations));
        if (options.Peer && !options.IsWithoutScenarios)
        {
            worlds.Add(new(await scene.Peer(cancellation), options.Conversations));
        }

        foreach (var world in worlds)
        {
            Findings.Progress($"Filling the {world.Contestant.Name}'s conversations…");
            await world.Fill(cancellation);
            await world.Wake(options.Connections, cancellation);
            await world.Rehearse(options.Connections, options.Rehearsal, cancellation);
        }

        await StatementTable.Begin(scene.Server.Main, options, cancellation);
        if (!options.IsWithoutScenarios)
        {
            await Scenarios(scene, worlds, cancellation);
            _figures.AddRange(FromScenarios.Of(_results));
        }

        await Named(scene, silo, worlds, cancellation);
        if (options.Search > 0)
        {
            _figures.AddRange(await new Searching(new(scene, options, _findings), options).Measure(worlds[0], new ScenarioTable(Console.Out).Rows, cancellation));
        }

        if (options.Targets)
        {
            await Targets(scene, worlds, cancellation);
        }
    }

    private async Task Named(Scene scene, SiloProcess silo, List<World> worlds, CancellationToken cancellation)
    {
        var contest = new Contest(scene, options, _findings);
        var table = new ScenarioTable(Console.Out);
        if (options.IsWithoutScenarios)
        {
            table.Begin(baseline: null);
        }

        if (options.Figures.Contains("overload"))
        {
            var overload = new Overload(scene, contest, options);
            _figures.AddRange(await overload.Measure(worlds[0], table.Rows, cancellation));
            _readings.AddRange(overload.Readings);
        }

        if (options.Figures.Contains("failover"))
        {
            var failover = new Failover(scene);
            _figures.AddRange(await failover.Measure(silo, worlds[0], cancellation));
            _readings.AddRange(failover.Readings);
        }

        if (options.Figures.Contains("telemetry"))
        {
            var watching = new Watching(scene, contest, options);
            _figures.AddRange(await watching.Measure(table.Rows, cancellation));
            worlds.AddRange(watching.Worlds);
        }
    }

    private async Task Look(Scene scene, List<World> worlds, CancellationToken cancellation)
    {
        var notes = new PageNotes();
        try
        {
            await Pages.Measure(scene, new(scene, options, _findings), options, notes, cancellation);
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            // What was measured without a browser is told all the same.
            _findings.Wrong($"the pages: {fault.Message}");
        }

        worlds.AddRange(notes.Worlds);
        _figures.AddRange(notes.Figures);
        _readings.AddRange(notes.Readings);
    }

    private async Task Targets(Scene scene, List<World> worlds, CancellationToken cancellation)
    {
        var contest = new Contest(scene, options, _findings);
        var table = new ScenarioTable(Console.Out);
        _figures.AddRange(await new LongThreads(contest, options).Measure(worlds, table.Rows, cancellation));

        var memory = new ActivatedMemory(options);
        var scale = new Scale(scene, contest, options);
        _figures.AddRange(await scale.Measure([memory.ToBeRead], table.Rows, cancellation));
        worlds.AddRange(scale.Worlds);
        var (silo, world) = scale.Largest;
        _figures.AddRange(await memory.Measure(silo, world, cancellation));
        _figures.Add(await StartTime.Measure(silo, world, options.Load, cancellation));
    }

    private async Task Scenarios(Scene scene, List<World> worlds, CancellationToken cancellation)
    {
        var contest = new Contest(scene, options, _findings);
        var baseline = options.Baseline ? new BaselineRuns(new PgBench(scene.Server, options)) : null;
        var table = new ScenarioTable(Console.Out);
        foreach (var scenario in scenarios)
        {
            // pgbench takes its turns with the first scenario's windows.
            var turns = await contest.Run(scenario.Demand, scenario.Lanes(worlds), cancellation, _results.Count == 0 && baseline is not null ? () => baseline.Again(cancellation) : null);
            if (_results.Count == 0)
            {
                table.Begin(baseline);
            }

            _results.Add(new(scenario, turns[0], turns.ElementAtOrDefault(1), baseline));
            table.Rows(_results[^1]);
            await StatementTable.Print(scene.Server.Main, options, cancellation);
        }
    }
}
