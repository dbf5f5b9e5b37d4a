using System.Diagnostics.Metrics;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Lines;

/// <summary>How long texts wait for the carrier, and how much of that is the pace of their line.</summary>
internal static class LineMeasures
{
    private static readonly InstrumentAdvice<double> FromAMomentToADay = new() { HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14400, 86400] };

    private static readonly Histogram<double> Waited = Measures.Meter.CreateHistogram(
        "outbox.wait", "s", "From when a text was due until its line posts it for the first time", tags: null, FromAMomentToADay);

    private static readonly Histogram<double> Paced = Measures.Meter.CreateHistogram(
        "line.pace.wait", "s", "How long lines keep quiet to stay within their pace", tags: null, FromAMomentToADay);

    public static void Posts(OutboxItem item, DateTimeOffset now)
    {
        if (item.Attempt == 1 && Waited.Enabled)
        {
            Waited.Record(Math.Max(0, (now - item.DueSince).TotalSeconds));
        }
    }

    public static void Paces(TimeSpan wait) => Paced.Record(wait.TotalSeconds);
}
