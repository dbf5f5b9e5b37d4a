using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Crashes;

/// <summary>The process is killed while another of its cluster lives, which goes on with what it left.</summary>
public sealed class TakeoverTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_was_there_goes_on_where_the_killed_one_stopped()
    {
        await using var stage = await CrashStage.Set(shared.Postgres, Cancellation);
        foreach (var point in CrashPlan.Takeovers)
        {
            await DieAt(stage, point with { Nth = Arrivals(point) });
        }
    }

    /// <summary>The first silo has everything when the second joins it, and so dies with everything.</summary>
    private static async Task DieAt(CrashStage stage, CrashPoint point)
    {
        await using var first = CrashStage.Launch(stage.First, point.ToString());
        await first.Ready(Cancellation);
        await stage.Load(first, $"{point.Name}, alone", rounds: 2, point.IsOfCalls);
        await using var second = CrashStage.Launch(stage.Second);
        await second.Ready(Cancellation);
        await stage.Load(first, $"{point.Name}, two", rounds: int.MaxValue, point.IsOfCalls);

        await stage.Died(first, point);

        await stage.Trial.Quiet();
        Assert.Equal(0, await second.Stop());
        await Verdict.Of(stage.Trial, $"taken over after {point}", Cancellation);
    }

    /// <summary>More than two rounds and the silo's own start bring.</summary>
    private static int Arrivals(CrashPoint point) => point.IsOfCalls || point.Name.Split('.')[0] is "inbound" or "send" or "sender" ? 10 : 60;
}
