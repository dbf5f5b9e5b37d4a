using System.Diagnostics.Metrics;

namespace OrleansSms.Postgres.Commits;

/// <summary>How many share a flush, and how long one takes.</summary>
internal static class CommitMeasures
{
    private static readonly Histogram<int> BatchSize = Measures.Meter.CreateHistogram(
        "commit.batch_size", "{conversation}", "Conversations that were committed together", tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    private static readonly Histogram<double> Duration = Measures.Meter.CreateHistogram(
        "commit.duration", "s", "From the statement of a group to its being on disk", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8] });

    public static void Took(int conversations, TimeSpan time)
    {
        BatchSize.Record(conversations);
        Duration.Record(time.TotalSeconds);
    }
}
