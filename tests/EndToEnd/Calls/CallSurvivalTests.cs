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
        // One presses the key that is asked for, and both stay on the line.
        var talking = (await installation.Api.Call("+15002400006", "+15002400010")).Json.Text("id")!;
        await installation.Api.Call(talking, "talking", Cancellation);
        var ringing = (await installation.Api.Call(People.Next(), "+15002400003")).Json.Text("id")!;
        await installation.Api.Call(ringing, "calling_member", Cancellation);

        await installation.Silo.Kill();
        await installation.StartSiloAgain(Cancellation);

        Assert.Equal("talking", (await installation.Api.Get($"/api/v1/twilio/voice/calls/{talking}")).Json.Text("status"));
        await installation.Api.HangUp(talking);
        await installation.Api.Call(talking, "completed", Cancellation);
        // What the carrier said of the other meanwhile nobody heard: it is asked.
        await installation.Api.Call(ringing, "member_missed", Cancellation);
    }
}
