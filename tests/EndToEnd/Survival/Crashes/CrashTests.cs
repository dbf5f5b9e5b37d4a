using System.Text.RegularExpressions;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;

namespace OrleansSms.EndToEnd.Survival.Crashes;

/// <summary>The process is killed at every point that matters, under load at every door, and another takes its place.</summary>
public sealed partial class CrashTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_point_nothing_is_lost_nothing_doubled_and_nothing_stuck()
    {
        await using var stage = await CrashStage.Set(shared.Postgres, Cancellation);
        foreach (var point in CrashPlan.Deaths)
        {
            await stage.DieAt(point);
            if (CrashPlan.IsLong)
            {
                await Settle(stage, point);
            }
        }

        await Settle(stage, CrashPoint.All[^1]);
    }

    [Fact]
    public void Every_point_in_the_program_is_died_at() => Assert.Equal(
        Sources().SelectMany(source => Reached().Matches(File.ReadAllText(source))).SelectMany(Names).Distinct().Order(),
        CrashPoint.All.Select(point => point.Name).Order());

    private static async Task Settle(CrashStage stage, CrashPoint last)
    {
        await using var silo = CrashStage.Launch(stage.First);
        await silo.Ready(Cancellation);
        await stage.Trial.Quiet();
        Assert.Equal(0, await silo.Stop());
        await Verdict.Of(stage.Trial, $"after {last}", Cancellation);
    }

    private static IEnumerable<string> Names(Match reached) =>
        reached.Groups["of"].Value switch
        {
            "door" => ((string[])["inbound", "status", "call", "call-status", "recording", "transcript"]).Select(door => door + reached.Groups["name"].Value),
            "poster" => ((string[])["sender", "dialler"]).Select(poster => poster + reached.Groups["name"].Value),
            _ => [reached.Groups["name"].Value],
        };

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"FaultPoint\.Reach\(((?<of>[a-z]+) \+ )?""(?<name>[a-z.-]+)""\)")]
    private static partial Regex Reached();
}
