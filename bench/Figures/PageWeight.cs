using OrleansSms.Bench.Browse;
using OrleansSms.Bench.Compare;

namespace OrleansSms.Bench.Figures;

/// <summary>Bytes that travel to the browser until the inbox can be used: the first time, and again.</summary>
internal static class PageWeight
{
    private const int Visits = 5;
    private const double Kilo = 1000;

    public static async Task Measure(PageSite site, PageNotes notes)
    {
        Findings.Progress("Weighing the inbox page…");
        await using var relay = new Relay(site.World.Contestant.Address);
        var (first, again) = (new List<double>(), new List<double>());
        for (var visit = 0; visit < Visits; visit++)
        {
            await using var newcomer = await site.Visitor.Elsewhere(relay.Address);
            first.Add(await Weigh(newcomer, relay));
            again.Add(await Weigh(newcomer, relay));
        }

        notes.Figures.Add(Figure.Most("P14", $"bytes to the first interactive inbox page, first visit, the middle of {Visits}", 150, Median.Of(first), "KB"));
        notes.Figures.Add(Figure.Most("P14", $"the same, a visit with what the browser kept, the middle of {Visits}", 20, Median.Of(again), "KB"));
    }

    private static async Task<double> Weigh(Visitor visitor, Relay relay)
    {
        var before = relay.Answered;
        var tab = await visitor.Open();
        await tab.OpenList();
        var bytes = relay.Answered - before;
        await tab.Close();
        return bytes / Kilo;
    }
}
