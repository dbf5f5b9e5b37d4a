using OrleansSms.Bench.Compare;

namespace OrleansSms.Bench.Tests;

public sealed class MedianTests
{
    [Fact]
    public void One_bad_window_does_not_move_the_middle() => Assert.Equal(10, Median.Of([11, 9000, 10, 9, 10]));

    [Fact]
    public void Of_two_it_lies_between_them() => Assert.Equal(15, Median.Of([20, 10]));

    [Fact]
    public void Of_nothing_there_is_none() => Assert.True(double.IsNaN(Median.Of([])));
}
