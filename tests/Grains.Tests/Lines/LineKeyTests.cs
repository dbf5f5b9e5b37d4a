using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Sweeps;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class LineKeyTests
{
    [Theory]
    [InlineData("+14155550100")]
    [InlineData("40404")]
    [InlineData("ACME Shop")]
    public void A_key_gives_its_line_back_and_shows_it_to_nobody(string line)
    {
        Assert.Equal(line, LineKey.LineOf(LineKey.For(line)));
        Assert.Equal(line, SweepKey.LineOf(SweepKey.For(line)));
        Assert.DoesNotContain(line, LineKey.For(line), StringComparison.Ordinal);
        Assert.NotEqual(SweepKey.Clock, SweepKey.For(line));
    }
}
