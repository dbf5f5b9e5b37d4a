using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class InboundCallTests
{
    [Fact]
    public async Task A_call_rings_at_the_voice_address_of_its_number()
    {
        await using var stage = await VoiceStage.Set();
        var call = await stage.With("/voice", "<Say>Welcome.</Say>").CallIn(from: "+14155550123");

        var asked = stage.Single("/voice");
        Assert.Equal((call.Sid, Sid, "+14155550123", Line, "ringing", "inbound"), (
            asked["CallSid"], asked["AccountSid"], asked["From"], asked["To"], asked["CallStatus"], asked["Direction"]));
        Assert.Equal(("SAN FRANCISCO", "US", "US"), (asked["FromCity"], asked["CallerCountry"], asked["CalledCountry"]));
        Assert.Equal("completed", call.Status);
        Assert.Equal(2, call.Json.GetProperty("deliveries").GetArrayLength());
    }

    [Fact]
    public async Task The_number_is_told_once_at_the_end()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Pause length=\"3\"/><Pause length=\"9\"/>").CallIn();

        var ended = stage.Single("/ended");
        Assert.Equal(("completed", "9"), (ended["CallStatus"], ended["CallDuration"]));
    }

    [Theory]
    [InlineData("<Reject/>", "no-answer", "603")]
    [InlineData("<Reject reason=\"rejected\"/>", "no-answer", "603")]
    [InlineData("<Reject reason=\"busy\"/>", "busy", "486")]
    public async Task A_rejected_call_is_never_answered_nor_billed(string verbs, string status, string sipCode)
    {
        await using var stage = await VoiceStage.Set();
        var call = await stage.With("/voice", verbs).CallIn();

        await stage.Simulator.Advance(30);

        Assert.Equal((status, sipCode), (stage.Single("/ended")["CallStatus"], stage.Single("/ended")["SipResponseCode"]));
        var shown = await stage.Fetch(call.Sid);
        Assert.Equal((status, null, null), (shown["status"], shown["duration"], shown["price"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Hangup/>")]
    [InlineData("<Say>Hi.</Say>")]
    public async Task Every_other_document_picks_up(string verbs)
    {
        await using var stage = await VoiceStage.Set();

        Assert.Equal("completed", (await stage.With("/voice", verbs).CallIn()).Status);
    }

    [Fact]
    public async Task A_caller_who_gives_up_cancels_the_call()
    {
        await using var stage = await VoiceStage.Set();
        var call = await stage.With("/voice", "<Dial answerOnBridge=\"true\">+15002400003</Dial>").CallIn(new { hangupAfter = 5 });

        Assert.Equal(("canceled", "canceled"), (call.Status, call.Leg(1).GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_number_that_cannot_be_asked_turns_to_its_fallback()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/fallback", "<Say>We are sorry.</Say>");
        stage.Product.Answer = (webhook, context) =>
        {
            context.Response.StatusCode = webhook.Path == "/voice" ? 503 : 204;
            return Task.CompletedTask;
        };
        await stage.Listen(stage.At("/fallback"));

        await stage.Simulator.Control("inbound-call", new { from = VoiceStage.Customer, to = Line });

        Assert.Equal("11200", stage.Single("/fallback")["ErrorCode"]);
    }

    [Fact]
    public async Task A_number_without_an_address_fails_the_call()
    {
        await using var stage = await VoiceStage.Set();

        var told = await stage.Simulator.Control("inbound-call", new { from = VoiceStage.Customer, to = Line });

        Assert.Equal("failed", told.GetProperty("legs")[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("+266696687")]
    [InlineData("32665")]
    public async Task A_caller_may_withhold_or_shorten_its_number(string from)
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Say>Hi.</Say>").CallIn(from: from);

        Assert.Equal((from, from), (stage.Single("/voice")["From"], stage.Single("/voice")["Caller"]));
    }

    [Fact]
    public async Task A_hand_answers_presses_and_hangs_up()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Customer, new { answer = "byHand" });
        stage.With("/voice", "<Gather numDigits=\"2\" timeout=\"100\" action=\"/keys\"/>").With("/keys", "<Pause length=\"100\"/>");
        var sid = (await stage.Call(VoiceStage.Customer)).Sid;
        await stage.Simulator.Advance(30);

        await stage.Do(sid, "answer");
        await stage.Do(sid, "digits", "42");
        await stage.Do(sid, "hangup");

        Assert.Equal("42", stage.Single("/keys")["Digits"]);
        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses());
    }

    [Fact]
    public async Task A_client_is_rung_beside_a_number_and_the_first_whose_whisper_ends_takes_the_call()
    {
        const string client = "client:member_1";
        await using var stage = await VoiceStage.Set();
        await stage.Phone(client, new { answer = "byHand" });
        stage.With("/voice", """<Dial action="/after"><Number statusCallback="{url}/number">+15002400003</Number><Client url="/answered" statusCallback="{url}/client"> member_1 </Client></Dial>""").With("/answered", "");
        await stage.CallIn(wait: false);
        await stage.Simulator.Advance(5);

        var legs = (await stage.Simulator.Get(Path("Calls.json"))).Json.GetProperty("calls").EnumerateArray();
        await stage.Do(legs.Single(leg => leg.GetProperty("to").GetString() == client).GetProperty("sid").GetString()!, "answer");

        Assert.Equal((client, "outbound-dial", VoiceStage.Customer), (stage.Single("/answered")["To"], stage.Single("/answered")["Direction"], stage.Single("/answered")["From"]));
        Assert.Equal("canceled", stage.Single("/number")["CallStatus"]);
        await stage.Do(stage.Single("/answered")["CallSid"]!, "hangup");
        Assert.Equal(("completed", "true"), (stage.Single("/after")["DialCallStatus"], stage.Single("/after")["DialBridged"]));
    }

    [Fact]
    public async Task A_client_can_be_called_from_outside_and_one_that_nobody_scripted_is_not_there()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone("client:member_1", new { });
        stage.With("/voice", "<Say>Hello.</Say>");
        var (there, missing) = ((await stage.Call("client:member_1")).Sid, (await stage.Call("client:member_2")).Sid);

        await stage.Simulator.Advance(30);

        Assert.Equal(("client:member_1", "outbound-api", ""), (stage.Single("/voice")["To"], stage.Single("/voice")["Direction"], stage.Single("/voice")["ToCountry"]));
        Assert.Equal(["initiated", "ringing", "in-progress", "completed"], stage.Statuses(there));
        Assert.Equal(["initiated", "failed"], stage.Statuses(missing));
        Assert.Equal(21217, (await stage.Call("client:not a name")).Code);
    }

    [Theory]
    [InlineData("busy", "486")]
    [InlineData("decline", "603")]
    public async Task A_hand_can_refuse_a_ringing_phone(string what, string sipCode)
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Customer, new { answer = "byHand" });
        var sid = (await stage.Call(VoiceStage.Customer)).Sid;
        await stage.Simulator.Advance(5);

        await stage.Do(sid, what);

        Assert.Equal(("busy", sipCode), (stage.Product.Received[^1]["CallStatus"], stage.Product.Received[^1]["SipResponseCode"]));
    }

    [Fact]
    public async Task On_demand_the_number_for_texts_takes_calls_too()
    {
        await using var product = await WebhookReceiver.Start();
        product.AnswerWith("text/xml", "<Response><Hangup/></Response>");
        await using var simulator = await SimulatorUnderTest.Start("--Simulator:AllVoice=true", $"--Simulator:VoiceUrl={product.Url}/voice");

        await simulator.Control("inbound-call", new { from = Handset, to = SmsOnlyLine });

        Assert.Equal(SmsOnlyLine, Assert.Single(product.Received, webhook => webhook.Path == "/voice")["To"]);
    }

    [Fact]
    public async Task Orders_that_make_no_sense_are_refused_in_words()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Call()).Sid;

        await stage.Simulator.Control("inbound-call", new { from = "", to = Line }, 400);
        await stage.Simulator.Control("inbound-call", new { from = Line, to = Line }, 400);
        await stage.Simulator.Control("inbound-call", new { from = Handset, to = SmsOnlyLine }, 404);
        await stage.Simulator.Control("inbound-call", new { from = Handset, to = Line, script = new { hangupAfter = -1 } }, 400);
        await stage.Simulator.Control("inbound-call", new { from = Handset, to = Line, script = new { digits = new[] { "x" } } }, 400);
        await stage.Simulator.Control("directory", new { number = Handset, phone = new { ringsFor = -1 } }, 400);
        await stage.Simulator.Control($"calls/{sid}/event", new { @event = "hangup" }, 409);
        await stage.Simulator.Control($"calls/{sid}/event", new { @event = "digits" }, 400);
        await stage.Simulator.Control($"calls/{sid}/event", new { @event = "dance" }, 400);
        await stage.Simulator.Control("calls/CA0/event", new { @event = "hangup" }, 404);
    }

    [Fact]
    public async Task A_phone_can_be_told_how_to_behave_and_to_forget_it()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Customer, new { answer = "busy" });
        await stage.Call(VoiceStage.Customer);
        await stage.Simulator.Advance(10);
        await stage.Simulator.Control("directory", new { number = VoiceStage.Customer, behavesLike = "+15002400004" });
        await stage.Call(VoiceStage.Customer);
        await stage.Simulator.Advance(10);

        Assert.Equal(["busy", "failed"], stage.Product.Received.Where(webhook => webhook["SipResponseCode"] is not null).Select(webhook => webhook["CallStatus"]));
    }
}
