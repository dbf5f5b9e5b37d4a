using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class DialTests
{
    private const string Busy = "+15002400002";
    private const string Silent = "+15002400003";
    private const string Unreachable = "+15002400004";
    private const string Patient = "+15002400006";
    private const string Hasty = "+15002400009";

    /// <summary>The documents of the contract's click-to-call, agent first.</summary>
    private static async Task<VoiceStage> ClickToCall(string customer = VoiceStage.Customer)
    {
        var stage = await VoiceStage.Set();
        return stage
            .With("/bridge", """
                <Gather numDigits="1" timeout="8" action="{url}/bridge-confirm?cid=1"><Say>Call to a customer. Press any key to connect.</Say></Gather>
                <Hangup/>
                """)
            .With("/bridge-confirm", $"""
                <Dial callerId="{Line}" timeout="30" answerOnBridge="true" action="{"{url}"}/dial-result?cid=1" record="record-from-answer-dual"
                      recordingStatusCallback="{"{url}"}/recording?cid=1#rc=3&amp;rp=ct,rt,5xx">
                  <Number statusCallback="{"{url}"}/status?cid=1&amp;leg=customer" statusCallbackEvent="initiated ringing answered completed">{customer}</Number>
                </Dial>
                """)
            .With("/dial-result", "<Hangup/>");
    }

    [Fact]
    public async Task Click_to_call_connects_agent_and_customer_and_tells_of_both_legs()
    {
        await using var stage = await ClickToCall();
        var agent = (await stage.Call(VoiceStage.Agent, "/bridge?cid=1", ("Timeout", "25"))).Sid;

        await stage.Simulator.Advance(120);

        var result = stage.Single("/dial-result");
        var customer = result["DialCallSid"]!;
        Assert.Equal(("completed", "true", agent), (result["DialCallStatus"], result["DialBridged"], result["CallSid"]));
        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses(agent));
        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses(customer));
        var told = stage.Product.Received.First(webhook => webhook["CallSid"] == customer);
        Assert.Equal((agent, "outbound-dial", Line, VoiceStage.Customer), (told["ParentCallSid"], told["Direction"], told["From"], told["To"]));
        var recording = stage.Single("/recording");
        Assert.Equal((agent, "completed", "DialVerb", "2", result["DialCallDuration"]), (
            recording["CallSid"], recording["RecordingStatus"], recording["RecordingSource"], recording["RecordingChannels"], recording["RecordingDuration"]));
        Assert.Equal(recording["RecordingUrl"], result["RecordingUrl"]);
        Assert.Equal(["1"], stage.Product.Received.Where(webhook => webhook.Path == "/bridge-confirm").Select(webhook => webhook["Digits"]));
    }

    [Theory]
    [InlineData(Patient)]
    [InlineData("+15002400005")]
    public async Task An_agent_who_presses_nothing_lets_nobody_be_called(string agent)
    {
        await using var stage = await ClickToCall();
        await stage.Call(agent, "/bridge");

        await stage.Simulator.Advance(120);

        Assert.DoesNotContain("/bridge-confirm", stage.Paths);
        Assert.Single((await stage.Simulator.Get("/_sim/calls")).Json.EnumerateArray());
        Assert.Equal("completed", stage.Statuses()[^1]);
    }

    [Theory]
    [InlineData(Busy, "busy")]
    [InlineData(Silent, "no-answer")]
    [InlineData(Unreachable, "failed")]
    public async Task A_customer_who_is_not_reached_is_told_to_the_action(string customer, string status)
    {
        await using var stage = await ClickToCall(customer);
        await stage.Phone(VoiceStage.Agent, new { pressesInEveryGather = "1" });
        await stage.Call(VoiceStage.Agent, "/bridge");

        await stage.Simulator.Advance(120);

        var result = stage.Single("/dial-result");
        Assert.Equal((status, "false", "0", null), (result["DialCallStatus"], result["DialBridged"], result["DialCallDuration"], result["RecordingUrl"]));
        Assert.Equal(status, stage.Statuses(result["DialCallSid"])[^1]);
        Assert.DoesNotContain("/recording", stage.Paths);
    }

    [Fact]
    public async Task Without_an_action_the_next_verb_runs()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial>{Busy}</Dial><Redirect>/after</Redirect>");
        await stage.Call(Patient);

        await stage.Simulator.Advance(60);

        Assert.Contains("/after", stage.Paths);
    }

    [Theory]
    [InlineData("<Dial callerId=\"+14155559999\" action=\"/result\">+14155550124</Dial>", "13214")]
    [InlineData("<Dial action=\"/result\">4155550124</Dial>", "13223")]
    public async Task A_wrong_caller_id_or_number_fails_without_a_call(string verbs, string code)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", verbs);

        var call = await stage.CallIn();

        Assert.StartsWith(code, call.Problems[0], StringComparison.Ordinal);
        Assert.Equal(("failed", "false", null), (stage.Single("/result")["DialCallStatus"], stage.Single("/result")["DialBridged"], stage.Single("/result")["DialCallSid"]));
        Assert.Equal(1, call.Json.GetProperty("legs").GetArrayLength());
    }

    [Theory]
    [InlineData("true", "ringing")]
    [InlineData("false", "in-progress")]
    public async Task A_caller_is_picked_up_at_once_or_at_the_bridge(string onBridge, string status)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial answerOnBridge=\"{onBridge}\">{VoiceStage.Agent}</Dial>");
        var call = await stage.CallIn(wait: false);

        await stage.Simulator.Advance(1);
        Assert.Equal(status, (await stage.Fetch(call.Sid))["status"]);
        await stage.Simulator.Advance(3);
        Assert.Equal("in-progress", (await stage.Fetch(call.Sid))["status"]);
        await stage.Simulator.Advance(30);
        Assert.Equal("completed", (await stage.Fetch(call.Sid))["status"]);
    }

    [Theory]
    [InlineData(1, "canceled", "canceled", "false")]
    [InlineData(10, "completed", "completed", "true")]
    public async Task When_the_caller_hangs_up_the_other_side_ends_and_the_action_is_told_all_the_same(int after, string status, string dialStatus, string bridged)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial answerOnBridge=\"true\" action=\"/result\">{Number(Patient)}</Dial>").With("/result", "<Redirect>/never</Redirect>");

        var call = await stage.CallIn(new { hangupAfter = after });

        var result = stage.Single("/result");
        Assert.Equal((status, dialStatus, bridged), (result["CallStatus"], result["DialCallStatus"], result["DialBridged"]));
        Assert.Equal(status, stage.Statuses(call.Leg(1).GetProperty("sid").GetString(), "/leg")[^1]);
        Assert.DoesNotContain("/never", stage.Paths);
    }

    [Fact]
    public async Task When_the_called_side_hangs_up_the_caller_goes_on_in_the_action()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial action=\"/result\">{Hasty}</Dial>").With("/result", "<Pause length=\"5\"/>");

        var call = await stage.CallIn();

        Assert.Equal(("in-progress", "3"), (stage.Single("/result")["CallStatus"], stage.Single("/result")["DialCallDuration"]));
        Assert.Equal("10", call.Leg(0).GetProperty("duration").GetString());
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_star_takes_the_caller_out_of_the_call_when_that_is_wanted(string hangupOnStar, bool isOut)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial hangupOnStar=\"{hangupOnStar}\" action=\"/result\">{Patient}</Dial>").With("/result", "<Pause length=\"60\"/>");
        var call = await stage.CallIn(wait: false);
        await stage.Simulator.Advance(10);

        await stage.Do(call.Sid, "digits", "5*");

        Assert.Equal(isOut, stage.Paths.Contains("/result"));
        Assert.Equal("in-progress", (await stage.Fetch(call.Sid))["status"]);
    }

    [Fact]
    public async Task A_dial_ends_at_its_time_limit()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial timeLimit=\"15\" action=\"/result\">{Patient}</Dial>");

        await stage.CallIn();

        Assert.Equal("15", stage.Single("/result")["DialCallDuration"]);
    }

    private static string Number(string number, string attributes = "") =>
        $"<Number statusCallback=\"/leg\" statusCallbackEvent=\"initiated ringing answered completed\"{attributes}>{number}</Number>";
}
