using System.Globalization;
using OrleansSms.Bench.Browse;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Figures;

/// <summary>What open pages hold: in the silo each, in the browser for what was scrolled through.</summary>
internal sealed class PageMemory(ThreadPages threads)
{
    private const int Kibi = 1024;
    private const int Mebi = Kibi * Kibi;
    private const int Scrolled = 1000;
    private const int Lists = 5; // one alone is lost in what else moves on the heap
    private static readonly int[] Steps = [0, 10, 40];

    public SeedPlan ToBeOpened { get; } = new(Kinds.OpenPages, Steps[^1], 50);

    public async Task Measure(PageSite site, PageNotes notes, CancellationToken cancellation)
    {
        Findings.Progress("Keeping pages open…");
        // What a conversation keeps of its newest page is not the screen's.
        await site.World.ReadEach(ToBeOpened, 4, cancellation);
        await Silo(site, notes, cancellation);
        Findings.Progress("Scrolling a thousand rows…");
        await Rows(site, notes, cancellation);
        await Messages(site, notes);
    }

    private async Task Silo(PageSite site, PageNotes notes, CancellationToken cancellation)
    {
        var tabs = new List<Tab>();
        var found = new List<Memory>();
        foreach (var pages in Steps)
        {
            while (tabs.Count < pages)
            {
                tabs.Add(await site.Visitor.Open());
                await ThreadPages.Open(tabs[^1], site, ToBeOpened, tabs.Count - 1);
            }

            found.Add(await Memory.Of(site.Silo.Pid, cancellation));
            notes.Readings.Add(Reading.Once($"silo's heap with {pages} open pages", found[^1].Heap / (double)Mebi, "MiB"));
            notes.Readings.Add(Reading.Once($"silo's resident memory with {pages} open pages", found[^1].Resident / (double)Mebi, "MiB"));
            if (pages > 0)
            {
                notes.Readings.Add(Reading.Once($"heap of each of {pages}", (found[^1].Heap - found[0].Heap) / (double)pages / Kibi, "KiB"));
            }
        }

        foreach (var tab in tabs)
        {
            await tab.Close();
        }

        var after = await Memory.Of(site.Silo.Pid, cancellation);
        notes.Readings.Add(Reading.Once("silo's heap after they were closed", after.Heap / (double)Mebi, "MiB"));
    }

    private static async Task Rows(PageSite site, PageNotes notes, CancellationToken cancellation)
    {
        var tabs = await Task.WhenAll(Enumerable.Range(0, Lists).Select(_ => site.Visitor.Open()));
        foreach (var tab in tabs)
        {
            await tab.OpenList();
        }

        var (inTab, inSilo, rows) = (await tabs[0].Memory(), await Memory.Of(site.Silo.Pid, cancellation), 0);
        foreach (var tab in tabs)
        {
            for (rows = 0; rows < Scrolled && await tab.Further() is not null;)
            {
                rows += 50;
            }
        }

        Tell(notes, "list", $"{rows.ToString("N0", CultureInfo.InvariantCulture)} rows", rows, inTab, await tabs[0].Memory());
        var grown = (await Memory.Of(site.Silo.Pid, cancellation)).Heap - inSilo.Heap;
        notes.Readings.Add(Reading.Once($"silo's heap for each thousand rows, {Lists} lists", grown / (double)Kibi * Scrolled / rows / Lists, "KiB"));
        foreach (var tab in tabs)
        {
            await tab.Close();
        }
    }

    private async Task Messages(PageSite site, PageNotes notes)
    {
        var tab = await site.Visitor.Open();
        await ThreadPages.Open(tab, site, threads.Long);
        var before = await tab.Memory();
        var older = Math.Min(Scrolled, threads.Long.Messages - threads.Full.Messages);
        await tab.Older(older);
        Tell(notes, "thread", $"{older.ToString("N0", CultureInfo.InvariantCulture)} older messages", older, before, await tab.Memory());
        await tab.Close();
    }

    private static void Tell(PageNotes notes, string what, string much, int count, TabMemory before, TabMemory after)
    {
        notes.Readings.Add(Reading.Once($"{what} as opened: script heap in the browser", before.Heap / Mebi, "MiB"));
        notes.Readings.Add(Reading.Once($"{what} as opened: nodes", before.Nodes, ""));
        notes.Readings.Add(Reading.Once($"{what} after {much}: script heap in the browser", after.Heap / Mebi, "MiB"));
        notes.Readings.Add(Reading.Once($"{what} after {much}: nodes", after.Nodes, ""));
        notes.Readings.Add(Reading.Once($"{what}: script heap for each thousand", (after.Heap - before.Heap) / Kibi * Scrolled / count, "KiB"));
        notes.Readings.Add(Reading.Once($"{what}: nodes for each thousand", (after.Nodes - before.Nodes) * Scrolled / count, ""));
    }
}
