using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Sweeps;

/// <summary>Calls that came, ended or were recorded while nobody could be told of it.</summary>
public sealed class MissedCallsTests(SharedInstallation shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_while_the_silo_was_down_and_a_voicemail_whose_callbacks_were_lost_are_there_once_after_a_sweep_and_a_second_one_changes_nothing()
    {
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, Swept.Settings());
        await installation.FirstSweep(Cancellation);
        var (anna, ben) = (People.Next(), People.Next());
        // Of Anna's call nobody hears how it ended, nor of what she said.
        var lost = await installation.Carrier.Fault(new { effect = "callbackLost" }, Cancellation);
        await installation.Carrier.Ring(anna, OurLines.First, new { hangupAfter = 30 }, Cancellation);
        await Over(installation, anna);
        var leaving = await Call(installation, anna);
        Assert.Equal(("leaving_voicemail", 0), (leaving.Text("status"), leaving.GetProperty("recordings").GetArrayLength()));
        await installation.Silo.Kill();
        await installation.Carrier.Ring(ben, OurLines.First, new { hangupAfter = 20 }, Cancellation);
        await Over(installation, ben);
        await installation.Carrier.EndFault(lost, Cancellation);

        await installation.StartSiloAgain(Cancellation);
        await Eventually.Get(() => Call(installation, ben), call => call.ValueKind != JsonValueKind.Undefined, Cancellation);
        var told = await Eventually.Get(
            () => Call(installation, anna), call => call.GetProperty("recordings").EnumerateArray().Any(recording => recording.Text("status") == "ready"), Cancellation);

        Assert.Equal(("voicemail", false), (told.Text("status"), told.GetProperty("recovered").GetBoolean()));
        var missed = await Call(installation, ben);
        Assert.Equal(("missed", true), (missed.Text("status"), missed.GetProperty("recovered").GetBoolean()));
        Assert.Equal((1, 0), Assert.Single(await installation.Api.With(ben)) is var head ? (head.Number("unreadCount"), head.Number("smsCount")) : default);

        await installation.SweepNow(Cancellation);
        var before = await installation.RowVersions();
        Assert.Equal(0, (await installation.SweepNow(Cancellation)).GetProperty("calls").Number("recovered"));
        Assert.Equal(before, await installation.RowVersions());
        Assert.Equal(missed.Text("id"), (await Call(installation, ben)).Text("id"));
    }

    /// <summary>The only call of a contact; undefined: none yet.</summary>
    private static async Task<JsonElement> Call(Installation installation, string contact) =>
        (await installation.Api.Get("/api/v1/twilio/voice/calls")).Json.GetProperty("calls").EnumerateArray().SingleOrDefault(call => call.Text("from") == contact);

    private static Task<IReadOnlyList<JsonElement>> Over(Installation installation, string contact) => Eventually.Get(
        () => installation.Carrier.Calls(Cancellation),
        calls => calls.Where(call => call.Text("from") == contact && call.Text("direction") == "inbound").All(call => call.Text("status") is "completed" or "failed" or "no-answer"), Cancellation);
}
