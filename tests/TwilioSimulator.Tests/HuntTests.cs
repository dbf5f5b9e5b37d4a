using OrleansSms.TwilioSimulator.Tests.Harness;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class HuntTests
{
    private const string Silent = "+15002400003";
    private const string Patient = "+15002400006";

    [Theory]
    [InlineData("", 0)]
    [InlineData(" sequential=\"true\"", 20)]
    public async Task Numbers_ring_together_or_one_after_the_other(string attributes, int later)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial timeout=\"20\"{attributes}>{Number(Silent)}{Number("+14155550124")}</Dial>");
        await stage.Call(Patient);

        await stage.Simulator.Advance(120);

        var initiated = stage.Product.Received.Where(webhook => webhook.Path == "/leg" && webhook["CallStatus"] == "initiated").ToList();
        var gap = DateTimeOffset.Parse(initiated[1]["Timestamp"]!, null) - DateTimeOffset.Parse(initiated[0]["Timestamp"]!, null);
        Assert.InRange(gap.TotalSeconds, later, later + 1);
        Assert.Equal(later == 0 ? "canceled" : "no-answer", stage.Statuses(initiated[0]["CallSid"], "/leg")[^1]);
        Assert.Equal("completed", stage.Statuses(initiated[1]["CallSid"], "/leg")[^1]);
    }

    [Fact]
    public async Task The_first_whose_whisper_has_ended_wins_and_the_other_stops_ringing()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone("+14155550121", new { ringsFor = 9 });
        stage.With("/voice", $"<Dial answerOnBridge=\"true\" action=\"/result\">{Number("+14155550121", " url=\"/whisper\"")}{Number("+14155550122", " url=\"/whisper\"")}</Dial>")
            .With("/whisper", "<Gather numDigits=\"1\" timeout=\"6\" action=\"/accept\"><Say>Press 1 to take the call.</Say></Gather><Hangup/>")
            .With("/accept", "");
        var call = await stage.CallIn(new { hangupAfter = 30 });

        var (first, second) = (call.Leg(1).GetProperty("sid").GetString(), call.Leg(2).GetProperty("sid").GetString());
        Assert.Equal(["initiated", "ringing", "canceled"], stage.Statuses(first, "/leg"));
        Assert.Equal("487", stage.Product.Received.Single(webhook => webhook["CallSid"] == first && webhook["CallStatus"] == "canceled")["SipResponseCode"]);
        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses(second, "/leg"));
        Assert.Equal(second, stage.Single("/accept")["CallSid"]);
        Assert.Equal(("completed", "true", second), (stage.Single("/result")["DialCallStatus"], stage.Single("/result")["DialBridged"], stage.Single("/result")["DialCallSid"]));
    }

    [Fact]
    public async Task When_two_take_the_call_in_the_same_instant_one_of_them_is_hung_up()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial action=\"/result\">{Number("+14155550121", " url=\"/whisper\"")}{Number("+14155550122", " url=\"/whisper\"")}</Dial>")
            .With("/whisper", "<Gather numDigits=\"1\" action=\"/accept\"/><Hangup/>").With("/accept", "");
        await stage.CallIn();

        var ends = stage.Product.Received.Where(webhook => webhook.Path == "/leg" && webhook["CallStatus"] == "completed").ToList();
        Assert.Equal(2, ends.Count);
        var winner = stage.Single("/result")["DialCallSid"];
        Assert.Equal(["20", "1"], ends.OrderByDescending(webhook => webhook["CallSid"] == winner).Select(webhook => webhook["CallDuration"]));
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("no-answer")]
    public async Task A_whisper_that_hangs_up_bridges_nobody(string setting)
    {
        await using var stage = await VoiceStage.Set();
        await stage.Simulator.Settings(new { whisperHangupStatus = setting });
        stage.With("/voice", $"<Dial action=\"/result\">{Number(Patient, " url=\"/whisper\"")}</Dial>")
            .With("/whisper", "<Gather numDigits=\"1\" timeout=\"6\" action=\"/accept\"/><Hangup/>");

        await stage.CallIn();

        Assert.Equal((setting, "false"), (stage.Single("/result")["DialCallStatus"], stage.Single("/result")["DialBridged"]));
        var whisper = stage.Single("/whisper");
        Assert.Equal((Patient, "in-progress", stage.Single("/voice")["CallSid"]), (whisper["To"], whisper["CallStatus"], whisper["ParentCallSid"]));
    }

    [Fact]
    public async Task A_whisper_cannot_dial()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial action=\"/result\">{Number(Patient, " url=\"/whisper\"")}</Dial>").With("/whisper", "<Dial>+14155550124</Dial>");

        var call = await stage.CallIn();

        Assert.Contains("13201: a whisper cannot dial", call.Problems);
        Assert.Equal("false", stage.Single("/result")["DialBridged"]);
    }

    [Fact]
    public async Task Of_eleven_numbers_ten_are_rung()
    {
        await using var stage = await VoiceStage.Set();
        var numbers = string.Concat(Enumerable.Range(10, 11).Select(last => Number($"+141555501{last}")));
        stage.With("/voice", $"<Dial>{numbers}</Dial>");

        var call = await stage.CallIn();

        Assert.Equal(11, call.Json.GetProperty("legs").GetArrayLength());
        Assert.Contains("12200: more than 10 numbers in one Dial", call.Problems);
    }

    private static string Number(string number, string attributes = "") =>
        $"<Number statusCallback=\"/leg\" statusCallbackEvent=\"initiated ringing answered completed\"{attributes}>{number}</Number>";
}
