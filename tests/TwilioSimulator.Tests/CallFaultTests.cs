using OrleansSms.TwilioSimulator.Tests.Harness;
using OrleansSms.TwilioSimulator.Webhooks;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class CallFaultTests
{
    private const string Hello = "<Say>Hello.</Say>";
    private const string Record = "<Record action=\"/done\" recordingStatusCallback=\"/recording\" recordingStatusCallbackEvent=\"completed absent\"/>";

    [Fact]
    public async Task Callbacks_of_a_call_can_come_in_the_wrong_order_and_their_numbers_repair_it()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "callbackReorder", path = "/status", after = 1 });
        await stage.With("/voice", Hello).Call();

        await stage.Simulator.Advance(60);

        Assert.Equal(["initiated", "completed", "ringing", "in-progress"], Arrived(stage));
        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses());
    }

    [Fact]
    public async Task A_callback_can_come_twice_late_or_never()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "callbackDuplicate", path = "/status", count = 1, sameToken = true });
        await stage.Simulator.Fault(new { effect = "callbackDelay", path = "/status", count = 1, after = 1, seconds = 600 });
        await stage.Simulator.Fault(new { effect = "callbackLost", path = "/status", count = 1, after = 2 });
        await stage.With("/voice", Hello).Call();

        await stage.Simulator.Advance(60);
        Assert.Equal(["initiated", "initiated", "completed"], Arrived(stage));
        Assert.Equal(stage.Product.Received[0].Token, stage.Product.Received[1].Token);
        await stage.Simulator.Advance(600);

        Assert.Equal("ringing", Arrived(stage)[^1]);
    }

    [Fact]
    public async Task A_callback_can_overtake_the_answer_of_the_request()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "callbackBeforeResponse", path = "Calls.json", count = 1 });

        var answer = await stage.With("/voice", Hello).Call();

        Assert.Equal((answer.Sid, "initiated"), (stage.Single("/status")["CallSid"], stage.Single("/status")["CallStatus"]));
        await stage.Simulator.Advance(60);
        Assert.Equal("completed", stage.Statuses()[^1]);
    }

    [Fact]
    public async Task A_status_can_be_one_that_nobody_knows()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "unknownStatus", path = "/status", status = "on-hold", count = 1 });
        await stage.Call();

        await stage.Simulator.Advance(1);

        Assert.Equal("on-hold", Arrived(stage)[0]);
    }

    [Fact]
    public async Task Voice_webhooks_can_be_signed_wrongly()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "badSignature", path = "/voice" });
        await stage.With("/voice", Hello).Call();

        await stage.Simulator.Advance(10);

        var voice = stage.Single("/voice");
        Assert.NotEqual(WebhookSignature.Compute(Token, stage.Product.Url + voice.Target, voice.Fields), voice.Signature);
    }

    [Fact]
    public async Task A_request_whose_answer_is_lost_has_made_a_call_all_the_same()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "resetAfterExecute", path = "Calls.json", method = "POST", count = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => stage.Call());

        Assert.Single((await stage.Simulator.Get(Path($"Calls.json?To={Uri.EscapeDataString(VoiceStage.Agent)}"))).Json.GetProperty("calls").EnumerateArray());
    }

    [Fact]
    public async Task The_list_of_calls_can_lag_behind()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "listLag", seconds = 30 });
        await stage.Call();

        Assert.Empty((await stage.Simulator.Get(Path("Calls.json"))).Json.GetProperty("calls").EnumerateArray());
        await stage.Simulator.Advance(31);
        Assert.Single((await stage.Simulator.Get(Path("Calls.json"))).Json.GetProperty("calls").EnumerateArray());
    }

    [Fact]
    public async Task A_recording_can_turn_out_to_be_absent()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "recordingAbsent" });
        await stage.With("/voice", Record).With("/done", "<Hangup/>").CallIn();

        await stage.Simulator.Advance(10);

        var told = stage.Single("/recording");
        Assert.Equal(("absent", null), (told["RecordingStatus"], told["RecordingDuration"]));
        Assert.NotNull(told["ErrorCode"]);
        Assert.Equal(404, (await stage.Simulator.Get(told["RecordingUrl"]!)).Status);
    }

    [Fact]
    public async Task A_recording_can_be_ready_minutes_later()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Fault(new { effect = "recordingLate", seconds = 300 });
        await stage.With("/voice", Record).With("/done", "<Hangup/>").CallIn();
        var url = stage.Single("/done")["RecordingUrl"]!;

        await stage.Simulator.Advance(290);
        Assert.DoesNotContain("/recording", stage.Paths);
        Assert.Equal(404, (await stage.Simulator.Get(url)).Status);
        await stage.Simulator.Advance(20);

        Assert.Equal("completed", stage.Single("/recording")["RecordingStatus"]);
        Assert.Equal(200, (await stage.Simulator.Get(url)).Status);
    }

    [Fact]
    public async Task A_file_can_be_missing_at_first_too_large_or_of_the_wrong_type()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", Record).With("/done", "<Hangup/>").CallIn();
        await stage.Simulator.Advance(10);
        var url = stage.Single("/recording")["RecordingUrl"]!;
        await stage.Simulator.Fault(new { effect = "mediaNotFound", count = 1 });
        await stage.Simulator.Fault(new { effect = "mediaTooLarge", bytes = 3_000_000, count = 1 });
        await stage.Simulator.Fault(new { effect = "mediaWrongType", count = 1 });

        Assert.Equal(404, (await stage.Simulator.Get(url)).Status);
        Assert.Equal(3_000_000, (await stage.Simulator.Http.GetByteArrayAsync(new Uri(url), TestContext.Current.CancellationToken)).Length);
        Assert.Equal("text/html", (await stage.Simulator.Get(url)).ContentType);
        Assert.Equal("audio/x-wav", (await stage.Simulator.Get(url)).ContentType);
    }

    [Fact]
    public async Task A_reset_lets_nobody_wait_for_a_call_of_the_former_world()
    {
        await using var simulator = await Start("--Simulator:ClockMode=Real");
        await using var product = await WebhookReceiver.Start();
        product.AnswerWith("text/xml", "<Response><Pause length=\"3000\"/></Response>");
        await simulator.Control("numbers", new { phoneNumber = Line, voiceUrl = product.Url + "/voice" });
        var waiting = simulator.Control("inbound-call", new { from = Handset, to = Line });
        while ((await simulator.Get("/_sim/calls")).Json.GetArrayLength() == 0)
        {
            await Task.Yield();
        }

        await simulator.Send(HttpMethod.Post, "/_sim/reset");

        Assert.Equal(1, (await waiting).GetProperty("legs").GetArrayLength());
        Assert.Equal(0, (await simulator.Get("/_sim/calls")).Json.GetArrayLength());
    }

    private static IReadOnlyList<string?> Arrived(VoiceStage stage) =>
        [.. stage.Product.Received.Where(webhook => webhook.Path == "/status").Select(webhook => webhook["CallStatus"])];
}
