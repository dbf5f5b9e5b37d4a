using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Calls;

/// <summary>What can be wrong with the sound of a voicemail at the carrier. The trouble is told by the line, so each has its own.</summary>
public sealed class RecordingTests(SharedInstallation shared) : Scene(shared)
{
    [Theory]
    [InlineData("recordingLate", "ready", null)]
    [InlineData("mediaNotFound", "ready", null)]
    [InlineData("recordingAbsent", "absent", "12400")]
    [InlineData("mediaTooLarge", "failed", "too-large")]
    [InlineData("mediaWrongType", "failed", "wrong-type")]
    public async Task It_is_kept_when_it_can_be_had_and_else_it_is_told_why_not(string trouble, string status, string? problem)
    {
        var (anna, line) = (People.Next(), await Installation.NewLine(Cancellation));
        // Larger files are met in either form, the whole sound and the smaller one.
        await Carrier.Fault(new { effect = trouble, to = line, count = trouble == "mediaTooLarge" ? 2 : 1, seconds = trouble == "recordingLate" ? 60 : (int?)null }, Cancellation);

        await Carrier.Ring(anna, line, new { hangupAfter = 30 }, Cancellation);

        var call = await Eventually.Get(() => NewestOf(anna), call => Recording(call)?.Text("status") is "ready" or "absent" or "failed", Cancellation);
        Assert.Equal((status, problem), (Recording(call)!.Value.Text("status"), Recording(call)!.Value.Text("problem")));
        Assert.Equal(status == "absent" ? "missed" : "voicemail", call!.Value.Text("status"));
    }

    private async Task<JsonElement?> NewestOf(string contact)
    {
        var missed = (await Api.Get("/api/v1/twilio/voice/calls?kind=missed")).Json.GetProperty("calls").EnumerateArray();
        return missed.Select(call => (JsonElement?)call).FirstOrDefault(call => call!.Value.Text("from") == contact);
    }

    private static JsonElement? Recording(JsonElement? call) =>
        call?.GetProperty("recordings").EnumerateArray().Select(recording => (JsonElement?)recording).FirstOrDefault();
}
