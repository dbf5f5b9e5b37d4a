using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class PaceTests
{
    [Fact]
    public void Within_its_burst_a_line_waits_for_nothing_and_beyond_it_until_time_has_paid()
    {
        var pace = new Pace(new(SegmentsPerSecond: 2, Burst: 10));
        Assert.Equal(TimeSpan.Zero, pace.Wait(Some.Now));

        pace.Owes(10, Some.Now);
        Assert.Equal(TimeSpan.Zero, pace.Wait(Some.Now));

        pace.Owes(16, Some.Now);
        Assert.Equal([3, 1, 0, 0], new[] { 0, 2, 3, 100 }.Select(seconds => pace.Wait(Some.Now.AddSeconds(seconds)).TotalSeconds));
    }

    [Fact]
    public void After_the_wait_it_surely_may_whatever_the_fractions()
    {
        var pace = new Pace(new(SegmentsPerSecond: 0.7, Burst: 1));
        pace.Owes(4.123456789, Some.Now);

        Assert.Equal(TimeSpan.Zero, pace.Wait(Some.Now + pace.Wait(Some.Now)));
    }
}
