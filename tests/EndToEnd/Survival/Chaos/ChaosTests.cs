using OrleansSms.EndToEnd.Survival.Outside;

namespace OrleansSms.EndToEnd.Survival.Chaos;

/// <summary>Silos die at any moment, the database once, and the carrier does wrong what it can.</summary>
public sealed class ChaosTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_dies_and_when_everything_stands_once_and_nothing_is_stuck()
    {
        await using var stage = await ChaosStage.Set(Cancellation);

        await stage.Timed("raging", stage.Rage(ChaosPlan.Length));
        await stage.Timed("until nothing was left to do", stage.Calm());

        await Verdict.Of(stage.Trial, "after all of it", Cancellation);
        TestContext.Current.TestOutputHelper!.WriteLine(await stage.Tell());
    }
}
