using System.Text.Json;
using OrleansSms.TwilioSimulator.Tests.Harness;
using OrleansSms.TwilioSimulator.Webhooks;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class CallTests
{
    private const string Hello = "<Say>Hello there.</Say>";

    [Fact]
    public async Task A_new_call_is_queued_and_shown_as_the_contract_shows_it()
    {
        await using var stage = await VoiceStage.Set();

        var answer = await stage.Call();

        Assert.Equal((201, "queued", "outbound-api"), (answer.Status, answer["status"], answer["direction"]));
        Assert.Matches("^CA[0-9a-f]{32}$", answer.Sid);
        Assert.Equal((Sid, "2010-04-01", Line, "(415) 555-0100", VoiceStage.Agent), (
            answer["account_sid"], answer["api_version"], answer["from"], answer["from_formatted"], answer["to"]));
        Assert.Matches("^PN", answer["phone_number_sid"]);
        string[] empty = ["parent_call_sid", "start_time", "end_time", "duration", "answered_by", "forwarded_from", "caller_name", "price", "group_sid", "trunk_sid"];
        Assert.All(empty, name => Assert.Null(answer[name]));
        Assert.Equal(("USD", "0"), (answer["price_unit"], answer["queue_time"]));
        Assert.All(answer.Json.EnumerateObject().Where(field => field.Name != "subresource_uris"), field =>
            Assert.True(field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null, field.Name));
        Assert.Equal($"/2010-04-01/Accounts/{Sid}/Calls/{answer.Sid}/Recordings.json", answer.Json.GetProperty("subresource_uris").GetProperty("recordings").GetString());
        Assert.Empty(stage.Product.Received);
    }

    [Fact]
    public async Task An_answered_call_is_told_from_dialling_to_its_end()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", Hello).Call()).Sid;

        await stage.Simulator.Advance(60);

        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses());
        Assert.Equal(["0", "1", "2", "3"], stage.Product.Received.Where(webhook => webhook.Path == "/status").Select(webhook => webhook["SequenceNumber"]));
        Assert.All(stage.Product.Received, webhook => Assert.Equal(
            (sid, Sid, Line, VoiceStage.Agent, Line, VoiceStage.Agent, "2010-04-01", "outbound-api"),
            (webhook["CallSid"], webhook["AccountSid"], webhook["From"], webhook["To"], webhook["Caller"], webhook["Called"], webhook["ApiVersion"], webhook["Direction"])));
        var end = stage.Product.Received[^1];
        Assert.Equal(("call-progress-events", "0", "1", "200"), (end["CallbackSource"], end["CallDuration"], end["Duration"], end["SipResponseCode"]));
        Assert.Matches(@"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$", end["Timestamp"]);
        Assert.Equal("in-progress", stage.Single("/voice")["CallStatus"]);
        Assert.Equal("A", stage.Product.Received.First(webhook => webhook["CallStatus"] == "ringing")["StirStatus"]);
    }

    [Fact]
    public async Task The_resource_keeps_times_duration_and_in_the_end_a_price()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", "<Pause length=\"70\"/>").Call("+15002400006")).Sid;

        await stage.Simulator.Advance(30);
        var running = await stage.Fetch(sid);
        await stage.Simulator.Advance(60);
        var ended = await stage.Fetch(sid);

        Assert.Equal(("in-progress", null, null), (running["status"], running["duration"], running["end_time"]));
        Assert.NotNull(running["start_time"]);
        Assert.Equal(("completed", "70", "-0.02800"), (ended["status"], ended["duration"], ended["price"]));
        Assert.NotNull(ended["end_time"]);
    }

    [Theory]
    [InlineData("+15002400002", "busy", "486", "initiated ringing busy")]
    [InlineData("+15002400003", "no-answer", "487", "initiated ringing no-answer")]
    [InlineData("+15002400004", "failed", "404", "initiated failed")]
    [InlineData("+15002400008", "busy", "603", "initiated ringing busy")]
    [InlineData("+15002400007", "completed", "200", "initiated in-progress completed")]
    [InlineData("+15002400009", "completed", "200", "initiated ringing in-progress completed")]
    public async Task The_number_says_how_a_call_ends(string to, string status, string sipCode, string told)
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", "<Pause length=\"5\"/>").Call(to, "/voice", ("Timeout", "25"))).Sid;

        await stage.Simulator.Advance(60);

        Assert.Equal(told.Split(' '), stage.Statuses());
        var end = stage.Product.Received[^1];
        Assert.Equal((status, sipCode), (end["CallStatus"], end["SipResponseCode"]));
        var call = await stage.Fetch(sid);
        Assert.Equal((status, status == "completed"), (call["status"], call["duration"] is not null));
    }

    [Fact]
    public async Task Events_nobody_asked_for_are_counted_and_not_told()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Post(Path("Calls.json"), ("To", VoiceStage.Agent), ("From", Line), ("Twiml", "<Response/>"), ("StatusCallback", stage.At("/status")));

        await stage.Simulator.Advance(10);

        var only = Assert.Single(stage.Product.Received);
        Assert.Equal(("completed", "3"), (only["CallStatus"], only["SequenceNumber"]));
    }

    [Fact]
    public async Task Every_voice_webhook_is_signed()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", Hello).Call();

        await stage.Simulator.Advance(10);

        Assert.Equal(5, stage.Product.Received.Count);
        Assert.All(stage.Product.Received, webhook =>
            Assert.Equal(WebhookSignature.Compute(Token, stage.Product.Url + webhook.Target, webhook.Fields), webhook.Signature));
    }

    [Fact]
    public async Task Calls_of_the_api_are_dialled_one_a_second()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", Hello);
        await stage.Call("+14155550121");
        await stage.Call("+14155550122");
        await stage.Call("+14155550123");

        await stage.Simulator.Advance(1.4);

        Assert.Equal(["+14155550121", "+14155550122"], stage.Product.Received.Where(webhook => webhook["CallStatus"] == "initiated").Select(webhook => webhook["To"]));
        await stage.Simulator.Advance(60);
        Assert.Equal(3, stage.Product.Received.Count(webhook => webhook["CallStatus"] == "completed"));
    }

    [Fact]
    public async Task A_time_limit_ends_the_call()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", "<Pause length=\"600\"/>").Call("+15002400006", "/voice", ("TimeLimit", "30"))).Sid;

        await stage.Simulator.Advance(60);

        Assert.Equal("30", (await stage.Fetch(sid))["duration"]);
    }

    [Fact]
    public async Task Same_seed_and_virtual_clock_give_the_same_calls()
    {
        static async Task<string> Run()
        {
            await using var stage = await VoiceStage.Set("--Simulator:Seed=9");
            stage.With("/voice", "<Dial><Number url=\"{url}/whisper\">+14155550124</Number><Number>+14155550125</Number></Dial>")
                .With("/whisper", "<Pause length=\"1\"/>");
            await stage.Call();
            await stage.Simulator.Advance(60);
            var calls = (await stage.Simulator.Get("/_sim/calls")).Json.EnumerateArray();
            return string.Join('\n', calls.Select(call => $"{call.GetProperty("sid")} {call.GetProperty("status")} {call.GetProperty("end_time")}"));
        }

        Assert.Equal(await Run(), await Run());
    }

    [Fact]
    public async Task Many_calls_at_once_on_a_clock_that_flows_all_come_to_their_end()
    {
        await using var stage = await VoiceStage.Set("--Simulator:ClockMode=Real", "--Simulator:Speed=20", "--Simulator:Carrier:CallsPerSecond=1000");
        stage.With("/voice", "<Dial timeout=\"600\" action=\"/result\"><Number url=\"{url}/whisper\">+14155550124</Number><Number url=\"{url}/whisper\">+14155550125</Number></Dial>")
            .With("/whisper", "<Gather numDigits=\"1\" action=\"/accept\"/><Hangup/>").With("/accept", "").With("/result", "<Hangup/>");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => stage.Call("+15002400006")));
        while (stage.Product.Received.Count(webhook => webhook.Path == "/status" && webhook["CallStatus"] == "completed") < 40)
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        Assert.All(stage.Product.Received.Where(webhook => webhook.Path == "/result"), webhook =>
            Assert.Equal(("completed", "true"), (webhook["DialCallStatus"], webhook["DialBridged"])));
        Assert.All(
            stage.Product.Received.Where(webhook => webhook.Path == "/status").GroupBy(webhook => webhook["CallSid"]),
            told => Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses(told.Key)));
    }
}
