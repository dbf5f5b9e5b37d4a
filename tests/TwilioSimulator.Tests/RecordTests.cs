using System.Buffers.Binary;
using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class RecordTests
{
    /// <summary>The voicemail of the contract.</summary>
    private const string Voicemail = """
        <Say>Please leave a message after the tone.</Say>
        <Record maxLength="120" timeout="5" playBeep="true" finishOnKey="#" action="{url}/voicemail-done?cid=1"
                recordingStatusCallback="{url}/recording?cid=1&amp;kind=voicemail"/>
        <Redirect>/nothing-said</Redirect>
        """;

    [Fact]
    public async Task A_voicemail_is_told_to_action_and_callback_and_can_be_fetched()
    {
        await using var stage = await VoiceStage.Set();
        var call = await stage.With("/voice", Voicemail).With("/voicemail-done", "<Hangup/>").CallIn(new { speaks = 8 });
        var done = stage.Single("/voicemail-done");
        Assert.Equal((call.Sid, "8", "in-progress", ""), (done["CallSid"], done["RecordingDuration"], done["CallStatus"], done["Digits"]));
        Assert.Equal(404, (await stage.Simulator.Get(done["RecordingUrl"]!)).Status);

        await stage.Simulator.Advance(2);

        var told = stage.Single("/recording");
        Assert.Equal(
            (Sid, call.Sid, done["RecordingSid"], "completed", "8", "1", "RecordVerb"),
            (told["AccountSid"], told["CallSid"], told["RecordingSid"], told["RecordingStatus"], told["RecordingDuration"], told["RecordingChannels"], told["RecordingSource"]));
        var shown = await stage.Simulator.Get(Path($"Recordings/{told["RecordingSid"]}.json"));
        Assert.Equal(("completed", "8", call.Sid, "RecordVerb"), (shown["status"], shown["duration"], shown["call_sid"], shown["source"]));
        Assert.Equal(1, shown.Json.GetProperty("channels").GetInt32());
        var file = await Bytes(stage, told["RecordingUrl"]!);
        Assert.Equal((44 + (8 * 8000 * 2), "RIFF", 8000), (file.Length, System.Text.Encoding.ASCII.GetString(file, 0, 4), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24))));
        Assert.Equal(file, await Bytes(stage, told["RecordingUrl"] + ".wav"));
        Assert.Equal([0xFF, 0xE3], (await Bytes(stage, told["RecordingUrl"] + ".mp3"))[..2]);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_speaking_has_left_a_message()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", "<Record action=\"/done\" timeout=\"5\"/>").With("/done", "<Redirect>/never</Redirect>");

        await stage.CallIn(new { speaks = 30, hangupAfter = 12 });

        var done = stage.Single("/done");
        Assert.Equal(("hangup", "12", "completed"), (done["Digits"], done["RecordingDuration"], done["CallStatus"]));
        Assert.DoesNotContain("/never", stage.Paths);
    }

    [Theory]
    [InlineData("", "#", "#", "6")]
    [InlineData(" maxLength=\"4\"", null, "", "4")]
    [InlineData(" trim=\"do-not-trim\" timeout=\"3\"", null, "", "9")]
    [InlineData(" timeout=\"3\"", null, "", "6")]
    public async Task A_message_ends_with_a_key_silence_or_its_longest_length(string attributes, string? key, string digits, string seconds)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Record action=\"/done\"{attributes}/>").With("/done", "<Hangup/>");

        await stage.CallIn(new { speaks = 6, recordKey = key });

        Assert.Equal((digits, seconds), (stage.Single("/done")["Digits"], stage.Single("/done")["RecordingDuration"]));
    }

    [Fact]
    public async Task When_nothing_is_said_the_next_verb_runs()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", Voicemail).CallIn(new { speaks = 0 });

        Assert.Contains("/nothing-said", stage.Paths);
        Assert.DoesNotContain("/voicemail-done", stage.Paths);
        Assert.DoesNotContain("/recording", stage.Paths);
    }

    [Fact]
    public async Task A_record_without_an_action_goes_round_in_its_own_document()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Record/>").CallIn(new { speaks = 5, hangupAfter = 35 });

        Assert.True(stage.Paths.Count(path => path == "/voice") >= 4);
    }

    [Fact]
    public async Task A_transcript_follows_the_message_and_fails_for_one_too_short()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", "<Record maxLength=\"60\" action=\"/done\" transcribe=\"true\" transcribeCallback=\"/text\"/>").With("/done", "<Hangup/>");
        await stage.CallIn(new { speaks = 5, says = "It is me." });
        await stage.Simulator.Advance(5);
        await stage.CallIn(new { speaks = 1 });
        await stage.Simulator.Advance(5);

        Assert.Equal([("completed", "It is me."), ("failed", "")], stage.Product.Received.Where(webhook => webhook.Path == "/text")
            .Select(webhook => (webhook["TranscriptionStatus"], webhook["TranscriptionText"])));
    }

    [Fact]
    public async Task A_whole_call_can_be_recorded()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", "<Pause length=\"7\"/>").Call("+15002400006", "/voice",
            ("Record", "true"), ("RecordingChannels", "dual"), ("RecordingStatusCallback", stage.At("/recording")),
            ("RecordingStatusCallbackEvent", "in-progress completed"))).Sid;

        await stage.Simulator.Advance(30);

        Assert.Equal(["in-progress", "completed"], stage.Product.Received.Where(webhook => webhook.Path == "/recording").Select(webhook => webhook["RecordingStatus"]));
        var end = stage.Product.Received.Single(webhook => webhook["CallStatus"] == "completed");
        var told = stage.Product.Received.Last(webhook => webhook.Path == "/recording");
        Assert.Equal((told["RecordingSid"], told["RecordingUrl"], "7"), (end["RecordingSid"], end["RecordingUrl"], end["RecordingDuration"]));
        Assert.Equal((sid, "OutboundAPI", "2"), (told["CallSid"], told["RecordingSource"], told["RecordingChannels"]));
        Assert.Equal(2, (await Bytes(stage, told["RecordingUrl"] + ".wav?RequestedChannels=2"))[22]);
    }

    [Fact]
    public async Task A_running_call_can_be_recorded_paused_and_stopped_by_request()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", "<Pause length=\"60\"/>").Call("+15002400006")).Sid;
        var recordings = Path($"Calls/{sid}/Recordings");
        Assert.Equal(21220, (await stage.Simulator.Post(recordings + ".json")).Code);
        await stage.Simulator.Advance(10);

        var started = await stage.Simulator.Post(recordings + ".json", ("RecordingStatusCallback", stage.At("/recording")));
        await stage.Simulator.Advance(4);
        var paused = await stage.Simulator.Post(recordings + "/Twilio.CURRENT.json", ("Status", "paused"));
        await stage.Simulator.Advance(10);
        await stage.Simulator.Post($"{recordings}/{started.Sid}.json", ("Status", "in-progress"));
        await stage.Simulator.Advance(2);
        var stopped = await stage.Simulator.Post($"{recordings}/{started.Sid}.json", ("Status", "stopped"));
        await stage.Simulator.Advance(2);

        Assert.Equal((201, "in-progress", "paused", "processing"), (started.Status, started["status"], paused["status"], stopped["status"]));
        Assert.Equal("6", stage.Single("/recording")["RecordingDuration"]);
        Assert.Equal(started.Sid, Assert.Single((await stage.Simulator.Get(recordings + ".json")).Json.GetProperty("recordings").EnumerateArray()).GetProperty("sid").GetString());
        Assert.Equal(21220, (await stage.Simulator.Post($"{recordings}/{started.Sid}.json", ("Status", "paused"))).Code);
        Assert.Equal(404, (await stage.Simulator.Post(recordings + "/Twilio.CURRENT.json", ("Status", "paused"))).Status);
    }

    [Fact]
    public async Task A_deleted_recording_is_gone_with_its_file()
    {
        await using var stage = await VoiceStage.Set();
        var url = await Recorded(stage);
        var path = Path("Recordings/" + url[^34..]);

        Assert.Equal(204, (await stage.Simulator.Send(HttpMethod.Delete, path + ".json")).Status);

        Assert.Equal((404, 404), ((await stage.Simulator.Get(path + ".json")).Status, (await stage.Simulator.Get(url)).Status));
        Assert.Empty((await stage.Simulator.Get(Path("Recordings.json"))).Json.GetProperty("recordings").EnumerateArray());
    }

    [Fact]
    public async Task A_file_is_given_to_those_with_credentials_unless_it_is_free_for_all()
    {
        await using var stage = await VoiceStage.Set();
        var url = await Recorded(stage);
        using var stranger = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        Assert.Equal(401, (int)(await stranger.GetAsync(new Uri(url), TestContext.Current.CancellationToken)).StatusCode);
        await stage.Simulator.Settings(new { enforceMediaAuth = false });
        Assert.Equal(200, (int)(await stranger.GetAsync(new Uri(url), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(401, (int)(await stranger.GetAsync(new Uri(url + ".json"), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<string> Recorded(VoiceStage stage)
    {
        stage.With("/voice", Voicemail).With("/voicemail-done", "<Hangup/>");
        await stage.CallIn();
        await stage.Simulator.Advance(5);
        return stage.Single("/recording")["RecordingUrl"]!;
    }

    private static Task<byte[]> Bytes(VoiceStage stage, string url) =>
        stage.Simulator.Http.GetByteArrayAsync(new Uri(url), TestContext.Current.CancellationToken);
}
