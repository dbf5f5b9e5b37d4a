using System.Globalization;
using OrleansSms.Bench.Browse;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Figures;

/// <summary>The list of few conversations against that of many: opened, opened at a day far back, and scrolled on.</summary>
internal sealed class ListPages(Contest contest)
{
    private const int Opens = 30;
    private const int Rehearsals = 4;
    private const int Further = 18; // pages of fifty rows, which a thousand conversations have

    public async Task Measure(PageSite few, PageSite many, PageNotes notes, CancellationToken cancellation)
    {
        Findings.Progress("Opening and scrolling lists…");
        Add(notes, "list opened, to its rows", few, many, await InTurns([few, many], (tab, _) => tab.OpenList()));
        Add(notes, "list opened at a day in the middle", few, many, await InTurns([few, many], (tab, site) => tab.OpenList($"?to={site.FarBack}")));
        Add(notes, "next fifty rows of the list", few, many, [await Scrolled(few), await Scrolled(many)]);
        await Rest(many, notes, cancellation);
    }

    private static async Task<Latencies[]> InTurns(PageSite[] sites, Func<Tab, PageSite, Task<Opening>> open)
    {
        var tabs = await Task.WhenAll(sites.Select(site => site.Visitor.Open()));
        var times = sites.Select(_ => new List<double>()).ToList();
        for (var round = -Rehearsals; round < Opens; round++)
        {
            for (var i = 0; i < sites.Length; i++)
            {
                var opening = await open(tabs[i], sites[i]);
                if (round >= 0)
                {
                    times[i].Add(opening.Shown);
                }
            }
        }

        await Task.WhenAll(tabs.Select(tab => tab.Close()));
        return [.. times.Select(Latencies.OfMilliseconds)];
    }

    private static async Task<Latencies> Scrolled(PageSite site)
    {
        var tab = await site.Visitor.Open();
        await tab.OpenList();
        var times = new List<double>();
        while (times.Count < Further && await tab.Further() is { } took)
        {
            times.Add(took);
        }

        await tab.Close();
        return Latencies.OfMilliseconds(times);
    }

    private static void Add(PageNotes notes, string what, PageSite few, PageSite many, Latencies[] times)
    {
        notes.Readings.Add(Reading.Of($"{what}, {Count(few)} conversations", times[0]));
        notes.Readings.Add(Reading.Of($"{what}, {Count(many)} conversations", times[1]));
        notes.Figures.Add(Figure.Most("P11", $"{what}, {Count(many)} conversations against {Count(few)}, p50", 1.15, times[1].Milliseconds(0.5) / times[0].Milliseconds(0.5)));
    }

    /// <summary>The same pages without a browser, for what each filter takes in the silo and the database.</summary>
    private async Task Rest(PageSite many, PageNotes notes, CancellationToken cancellation)
    {
        var token = many.World.Contestant.ApiToken;
        var middle = await ListTraffic.CursorInTheMiddle(many.World.Contestant.Database, many.FarBack, cancellation);
        var slowest = 0.0;
        foreach (var (kind, narrowed) in new[] { ("everything", ""), ("open", "state=open"), ("unread", "unread=true"), ("read", "unread=false"), ("done", "state=done"), ("from the middle on", $"cursor={middle}") })
        {
            var demand = new Demand($"list of {Count(many)} conversations over the API, {kind}", Connections: 1);
            var turns = await contest.Run(demand, [new("product", many.World, () => new ListTraffic(token, narrowed))], cancellation);
            notes.Readings.Add(new(demand.Title, turns[0].All.Sum(one => one.Latencies.Count), turns[0].Milliseconds(0.5), turns[0].Milliseconds(0.95), "ms"));
            slowest = Math.Max(slowest, turns[0].Milliseconds(0.95));
        }

        notes.Figures.Add(Figure.Most("P11", $"list page of {Count(many)} conversations over the API, p95 of the slowest filter", 50, slowest, "ms"));
    }

    private static string Count(PageSite site) => site.Stored.ToString("N0", CultureInfo.InvariantCulture);
}
