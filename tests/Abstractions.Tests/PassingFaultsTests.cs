using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace OrleansSms.Abstractions.Tests;

public sealed class PassingFaultsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PassingFaults _faults;

    public PassingFaultsTests() => _faults = new(_time);

    [Fact]
    public void The_first_of_a_flood_is_told_of_and_after_ten_seconds_another_with_the_number_of_those_between()
    {
        Assert.Equal(0, _faults.Tell("inbound", new TimeoutException()));
        var between = Parallel.For(0, 10_000, _ => Assert.Null(_faults.Tell("inbound", new TimeoutException())));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(between.IsCompleted);
        Assert.Equal(10_000, _faults.Tell("inbound", new TimeoutException()));
        Assert.Null(_faults.Tell("inbound", new TimeoutException()));
    }

    [Fact]
    public void Each_place_and_each_kind_has_its_own_line()
    {
        Assert.Equal(0, _faults.Tell("inbound", new TimeoutException()));
        Assert.Equal(0, _faults.Tell("status", new TimeoutException()));
        Assert.Equal(0, _faults.Tell("inbound", new SiloUnavailableException()));
    }

    [Fact]
    public void What_does_not_pass_by_itself_is_told_of_every_time() =>
        Assert.All(Enumerable.Repeat(new InvalidOperationException("ours"), 3), fault => Assert.Equal(0, _faults.Tell("inbound", fault)));
}
