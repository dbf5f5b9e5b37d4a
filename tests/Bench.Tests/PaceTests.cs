using System.Diagnostics;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Tests;

public sealed class PaceTests
{
    [Fact]
    public void Requests_are_due_evenly_from_the_start_on()
    {
        var pace = new Pace(500);

        Assert.Equal(0, pace.Due(0));
        Assert.Equal(Stopwatch.Frequency / 500, pace.Due(1));
        Assert.Equal(Stopwatch.Frequency, pace.Due(500));
    }

    [Fact]
    public void A_pace_that_does_not_divide_a_second_does_not_drift() => Assert.Equal(Stopwatch.Frequency * 1000, new Pace(333).Due(333 * 1000));
}
