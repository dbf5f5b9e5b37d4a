using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OrleansSms.Twilio.Outbound;

/// <summary>What becomes of our POSTs, and how long the carrier takes.</summary>
internal static class PostMeasures
{
    private static readonly Histogram<double> Duration = Measures.Meter.CreateHistogram(
        "carrier.post.duration", "s", "POSTs to the carrier with their retries, by what was posted and what came of it", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] });

    public static void Came(Errand errand, PostOutcome outcome, TimeSpan time)
    {
        var word = outcome switch
        {
            PostOutcome.Taken => "taken",
            PostOutcome.Refused => "refused",
            PostOutcome.NotExecuted => "not_executed",
            PostOutcome.LockedOut => "locked_out",
            PostOutcome.InDoubt => "in_doubt",
            _ => throw new UnreachableException(outcome.GetType().Name),
        };
        Duration.Record(time.TotalSeconds, new("list", errand.List), new("outcome", word));
        Activity.Current?.SetTag("carrier.outcome", word);
    }
}
