using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Calls;

/// <summary>Calls go on at the carrier while the silo that placed them is gone.</summary>
public sealed class CallSurvivalTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_is_killed_while_a_call_rings_and_while_two_talk_loses_neither()
    {
        await using var installation = await Installation.Start(
            shared.Postgres, Cancellation, settings => settings with { More = new Dictionary<string, string> { ["Calls__LookUpAfter"] = "00:00:02" } });
        // Picks up and does nothing until it is told.
        const string ByHand = "+15002400006";
        var talking = (await installation.Api.Call(People.Next(), ByHand)).Json.Text("id")!;
        var connecting = await installation.Api.Call(talking, "connecting", Cancellation);
        await installation.Carrier.Press(connecting.Text("callSid")!, "1", Cancellation);
        await installation.Api.Call(talking, "talking", Cancellation);
        var ringing = (await installation.Api.Call(People.Next(), "+15002400003")).Json.Text("id")!;
        await installation.Api.Call(ringing, "calling_member", Cancellation);

        await installation.Silo.Kill();
        await installation.StartSiloAgain(Cancellation);

        // What the carrier said meanwhile nobody heard: it is asked.
        await installation.Api.Call(talking, "completed", Cancellation);
        await installation.Api.Call(ringing, "member_missed", Cancellation);
    }
}
