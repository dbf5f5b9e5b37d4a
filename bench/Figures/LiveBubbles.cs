using System.Diagnostics;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Figures;

/// <summary>From a webhook to its bubble on a page that is open: one text, then the next.</summary>
/// <param name="thread">Nobody else writes to it.</param>
internal sealed class LiveBubbles(SeedPlan thread)
{
    private const int Texts = 50;
    private const int Rehearsals = 5;
    private static readonly TimeSpan BetweenTexts = TimeSpan.FromMilliseconds(200);

    public async Task Measure(PageSite site, PageNotes notes, CancellationToken cancellation)
    {
        Findings.Progress("Texting to an open page…");
        var tab = await site.Visitor.Open();
        await ThreadPages.Open(tab, site, thread);
        await tab.Read();
        var epoch = await tab.Epoch();
        var traffic = site.World.InboundFrom(() => thread.Contact(0));
        using var connection = new Connection();
        await connection.Open(site.World.Contestant.Address, cancellation);

        var (fromCall, fromAnswer) = (new List<double>(), new List<double>());
        var request = new RequestBuffer();
        for (var text = -Rehearsals; text < Texts; text++)
        {
            request.Clear();
            traffic.Write(request);
            var called = Stopwatch.GetTimestamp();
            var (status, body) = await connection.Exchange(request.Written, cancellation);
            var answered = Stopwatch.GetTimestamp();
            if (!traffic.Take(status, body.Span))
            {
                throw new BenchException($"The silo answers a webhook with {status}.");
            }

            var shown = await tab.Shown(thread.Messages + Rehearsals + text + 1);
            if (text >= 0)
            {
                fromCall.Add(shown - Milliseconds(called - epoch));
                fromAnswer.Add(shown - Milliseconds(answered - epoch));
            }

            await Task.Delay(BetweenTexts, TimeProvider.System, cancellation);
        }

        site.World.Whole.Expect(Receipts.Of([traffic]));
        await tab.Close();
        var call = Latencies.OfMilliseconds(fromCall);
        notes.Readings.Add(Reading.Of("webhook sent to its bubble on an open page", call));
        notes.Readings.Add(Reading.Of("webhook answered to its bubble on an open page", Latencies.OfMilliseconds(fromAnswer)));
        notes.Figures.Add(Figure.Most("P8", $"webhook sent to its bubble on an open page, p95 of {Texts}", 100, call.Milliseconds(0.95), "ms"));
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
