using OrleansSms.Bench.Browse;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Figures;

/// <summary>What somebody in front of a browser gets: pages that open, rows that come, bubbles that appear, and what all of that weighs.</summary>
internal static class Pages
{
    private const int Few = 1_000;

    public static async Task Measure(Scene scene, Contest contest, BenchOptions options, PageNotes notes, CancellationToken cancellation)
    {
        Findings.Progress("Starting Chromium…");
        await using var chromium = await Chromium.Start();
        if (chromium is null)
        {
            Findings.Progress("Chromium is missing (CHROMIUM may name it): the figures of the pages are left out.");
            return;
        }

        var threads = new ThreadPages(options.Thread);
        var memory = new PageMemory(threads);
        var few = await PageSite.Open(scene, chromium, Math.Min(Few, options.Load), [], cancellation);
        var many = await PageSite.Open(scene, chromium, options.Load, [.. threads.Plans, memory.ToBeOpened], cancellation);
        await using var fewVisitor = few.Visitor;
        await using var manyVisitor = many.Visitor;
        notes.Worlds.AddRange([few.World, many.World]);

        await threads.Measure(many, notes);
        await new ListPages(contest).Measure(few, many, notes, cancellation);
        await PageWeight.Measure(many, notes);
        await new LiveBubbles(threads.Short).Measure(many, notes, cancellation);
        await memory.Measure(many, notes, cancellation);
    }
}
