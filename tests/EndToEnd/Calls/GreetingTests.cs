using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Calls;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Calls;

/// <summary>A greeting that somebody recorded, from the upload to the caller's ear.</summary>
public sealed class GreetingTests(SharedInstallation shared) : Scene(shared)
{
    private static readonly string Address = $"/api/v1/lines/{Uri.EscapeDataString(OurLines.First)}/greeting";

    [Fact]
    public async Task The_carrier_fetches_what_was_uploaded_before_the_caller_speaks_and_the_words_come_back_with_its_removal()
    {
        var put = await Api.Put(Address + "?name=Hello.wav", Sounds.Wav());
        Assert.Equal(HttpStatusCode.OK, put.Status);
        var path = put.Json.Text("path")!;

        var caller = People.Next();
        await Carrier.Ring(caller, OurLines.First, new { hangupAfter = 30 }, Cancellation);
        var call = await Taken(caller);

        var log = await Log(call);
        var fetched = Assert.Single(log, entry => entry.Text("kind") == "media");
        Assert.EndsWith(path, fetched.Text("url"), StringComparison.Ordinal);
        Assert.Equal((200, "audio/wav"), (fetched.Number("status"), fetched.GetProperty("attempts")[0].Text("contentType")));
        Assert.Empty(await Problems(call));

        Assert.Equal(HttpStatusCode.NoContent, (await Api.Delete(Address)).Status);
        var another = People.Next();
        await Carrier.Ring(another, OurLines.First, new { hangupAfter = 30 }, Cancellation);
        Assert.DoesNotContain(await Log(await Taken(another)), entry => entry.Text("kind") == "media");
        Assert.Equal(HttpStatusCode.NotFound, (await Api.Get("/" + path)).Status);
    }

    /// <summary>The carrier's name of the call, once its message was taken.</summary>
    private async Task<string> Taken(string caller)
    {
        var calls = await Eventually.Get(
            () => Api.Get($"/api/v1/twilio/voice/calls?kind=missed&line={Uri.EscapeDataString(OurLines.First)}"),
            answer => Of(answer, caller) is { } call && call.Text("status") == "voicemail", Cancellation);
        return Of(calls, caller)!.Value.Text("callSid")!;
    }

    private static JsonElement? Of(Answer calls, string caller) =>
        calls.Json.GetProperty("calls").EnumerateArray().Where(call => call.Text("from") == caller).Select(call => (JsonElement?)call).FirstOrDefault();

    private async Task<IReadOnlyList<JsonElement>> Log(string call) =>
        [.. (await Carrier.Http.GetFromJsonAsync<JsonElement>("/_sim/webhook-log", Cancellation)).EnumerateArray().Where(entry => entry.Text("sid") == call)];

    private async Task<IReadOnlyList<JsonElement>> Problems(string call) =>
        [.. (await Carrier.Calls(Cancellation)).Single(leg => leg.Text("sid") == call).GetProperty("problems").EnumerateArray()];
}
