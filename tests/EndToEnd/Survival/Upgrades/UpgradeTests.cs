using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;

namespace OrleansSms.EndToEnd.Survival.Upgrades;

/// <summary>
/// An earlier release beside this checkout, on one database. <c>PREVIOUS_SILO</c> names its built program;
/// <c>scripts/upgrade.sh</c> builds it and asks for this, which no other run does.
/// </summary>
public sealed class UpgradeTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Silo_after_silo_is_upgraded_taken_back_and_upgraded_again_and_everything_stands_once()
    {
        var previous = Environment.GetEnvironmentVariable("PREVIOUS_SILO");
        Assert.True(File.Exists(previous), "PREVIOUS_SILO names no built silo of an earlier release.");
        await using var stage = await UpgradeStage.Set(shared.Postgres, Cancellation);
        await stage.Put(0, previous);
        await stage.Put(1, previous);

        await stage.Put(0, null); // the schema grows below a silo that does not know it
        await stage.Put(1, null);
        await stage.Put(0, previous); // taken back: it starts on a schema newer than itself
        await stage.Put(1, previous);
        await stage.Put(1, null);
        await stage.Put(0, null);

        await stage.End();
        await Verdict.Of(stage.Trial, "upgraded", Cancellation);
    }
}
