namespace OrleansSms.Bench.Tests;

public sealed class BenchOptionsTests
{
    [Fact]
    public void Without_a_word_everything_but_the_long_targets_is_measured()
    {
        var options = BenchOptions.Parse([])!;

        Assert.True(options is { Peer: true, Baseline: true, Targets: false, Scenarios: [] });
    }

    [Fact]
    public void Values_and_switches_may_stand_in_any_order()
    {
        var options = BenchOptions.Parse(["--load", "10000000", "--search", "5000000", "--targets", "--scenario", "inbound, one", "--no-peer", "--warmup", "0"])!;

        Assert.Equal(10_000_000, options.Load);
        Assert.Equal(5_000_000, options.Search);
        Assert.Equal(["inbound", "one"], options.Scenarios);
        Assert.Equal(TimeSpan.Zero, options.WarmUp);
        Assert.True(options is { Targets: true, Peer: false });
    }

    [Fact]
    public void Pages_alone_are_measured_alone_and_beside_others_with_them()
    {
        Assert.True(BenchOptions.Parse(["--pages", "--load", "2000"]) is { Pages: true, OnlyPages: true, Targets: false });
        Assert.True(BenchOptions.Parse(["--pages", "--scenario", "inbound"]) is { Pages: true, OnlyPages: false });
        Assert.True(BenchOptions.Parse(["--pages", "--search", "5000"]) is { Pages: true, OnlyPages: false });
        Assert.True(BenchOptions.Parse([]) is { Pages: false, OnlyPages: false });
    }

    [Fact]
    public void All_targets_are_those_of_the_pages_too() => Assert.True(BenchOptions.Parse(["--targets"]) is { Pages: true, OnlyPages: false });

    [Fact]
    public void Named_figures_alone_are_measured_without_scenarios_and_all_of_them_are_targets()
    {
        Assert.True(BenchOptions.Parse(["--figures", "overload, failover"]) is { IsWithoutScenarios: true, OnlyPages: false, Figures: ["overload", "failover"] });
        Assert.True(BenchOptions.Parse(["--figures", "telemetry", "--scenario", "inbound"]) is { IsWithoutScenarios: false });
        Assert.True(BenchOptions.Parse(["--figures", "telemetry", "--pages"]) is { IsWithoutScenarios: true, OnlyPages: false });
        Assert.Equal(BenchOptions.AllFigures, BenchOptions.Parse(["--targets"])!.Figures);
        Assert.False(BenchOptions.Parse([])!.IsWithoutScenarios);
    }

    [Fact]
    public void Parts_are_tried_one_number_after_the_other() => Assert.Equal([8, 64], BenchOptions.Parse(["--parts", "8,64"])!.Parts);

    [Theory]
    [InlineData("--figures", "speed")]
    [InlineData("--seconds")]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "-3")]
    [InlineData("--seconds", "long")]
    [InlineData("--parts", "1")]
    [InlineData("--parts", "8,many")]
    [InlineData("--hurry")]
    [InlineData("fast")]
    public void What_is_not_understood_is_not_guessed(params string[] arguments) => Assert.Null(BenchOptions.Parse(arguments));

    [Fact]
    public void A_scenario_that_nobody_knows_is_not_left_out_silently()
    {
        Assert.Null(Scenario.Named(["inbound", "outbound"]));
        Assert.Equal(["inbound", "send"], Scenario.Named(["send", "inbound"])!.Select(scenario => scenario.Name));
    }
}
