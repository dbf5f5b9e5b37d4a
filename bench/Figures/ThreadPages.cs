using System.Globalization;
using OrleansSms.Bench.Browse;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Seed;

namespace OrleansSms.Bench.Figures;

/// <summary>Opening the page of a conversation with ten entries, with one page of them, and with very many.</summary>
internal sealed class ThreadPages(int longest)
{
    private const int Opens = 15;
    private const int Rehearsals = 4;

    public SeedPlan Short { get; } = new(Kinds.ShortThread, 1, 10);

    /// <summary>As many bubbles as the long one shows when it opens.</summary>
    public SeedPlan Full { get; } = new(Kinds.FullPage, 1, 50);

    public SeedPlan Long { get; } = new(Kinds.LongThread, 1, longest);

    public IReadOnlyList<SeedPlan> Plans => [Short, Full, Long];

    public async Task Measure(PageSite site, PageNotes notes)
    {
        Findings.Progress("Opening conversations…");
        var tab = await site.Visitor.Open();
        foreach (var plan in Plans)
        {
            await Open(tab, site, plan);
            await tab.Read();
        }

        var openings = Plans.Select(_ => new List<Opening>()).ToList();
        for (var round = -Rehearsals; round < Opens; round++)
        {
            foreach (var (plan, times) in Plans.Zip(openings))
            {
                var opening = await Open(tab, site, plan);
                if (round >= 0)
                {
                    times.Add(opening);
                }
            }
        }

        await tab.Close();
        var shown = openings.Select(times => Latencies.OfMilliseconds(times.Select(one => one.Shown))).ToList();
        var ready = openings.Select(times => Latencies.OfMilliseconds(times.Select(one => one.Ready))).ToList();
        foreach (var (plan, i) in Plans.Select((plan, i) => (plan, i)))
        {
            notes.Readings.Add(Reading.Of($"conversation with {Count(plan)} entries opened, to its newest bubble", shown[i]));
            notes.Readings.Add(Reading.Of($"conversation with {Count(plan)} entries opened, to where it can be used", ready[i]));
        }

        foreach (var against in new[] { 0, 1 })
        {
            var what = $"page of a conversation with {Count(Long)} entries against one with {Count(Plans[against])}";
            notes.Figures.Add(Figure.Most("P10", $"{what}, to its newest bubble, p50", 1.15, shown[^1].Milliseconds(0.5) / shown[against].Milliseconds(0.5)));
            notes.Figures.Add(Figure.Most("P10", $"{what}, to where it can be used, p50", 1.15, ready[^1].Milliseconds(0.5) / ready[against].Milliseconds(0.5)));
        }
    }

    public static Task<Opening> Open(Tab tab, PageSite site, SeedPlan plan, int place = 0) =>
        tab.OpenThread(site.World.Contestant.Shape.ConversationOf(plan.Contact(place)), plan.Messages);

    private static string Count(SeedPlan plan) => plan.Messages.ToString("N0", CultureInfo.InvariantCulture);
}
