using System.Diagnostics;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Tests;

public sealed class LatenciesTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void A_percentile_counts_the_requests_of_all_connections_together()
    {
        var latencies = new Latencies([[.. Enumerable.Range(1, 50).Select(ms => ms * Millisecond)], [.. Enumerable.Range(51, 50).Select(ms => ms * Millisecond)]]);

        Assert.Equal(100, latencies.Count);
        Assert.Equal(51, latencies.Milliseconds(0.5), 3);
        Assert.Equal(100, latencies.Milliseconds(0.99), 3);
    }

    [Fact]
    public void One_slow_request_in_a_hundred_is_what_the_last_percentile_shows() =>
        Assert.Equal(500, new Latencies([[.. Enumerable.Repeat(Millisecond, 99), 500 * Millisecond]]).Milliseconds(0.99), 3);

    [Fact]
    public void What_a_page_noted_is_ordered_as_what_was_timed_here()
    {
        var latencies = Latencies.OfMilliseconds([30.5, 10, 20]);

        Assert.Equal(3, latencies.Count);
        Assert.Equal(20, latencies.Milliseconds(0.5), 3);
        Assert.Equal(30.5, latencies.Milliseconds(0.95), 3);
    }

    [Fact]
    public void Nothing_measured_is_no_figure() => Assert.True(double.IsNaN(new Latencies([[], []]).Milliseconds(0.99)));
}
