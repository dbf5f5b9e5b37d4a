using Microsoft.AspNetCore.Http;
using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class TwimlVerbTests
{
    private const string Patient = "+15002400006";

    [Theory]
    [InlineData("<Say>0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789</Say>", "6")]
    [InlineData("<Say loop=\"2\">01234567890123456789012345678901234567890123456789</Say>", "6")]
    [InlineData("<Play>{url}/a.mp3</Play>", "3")]
    [InlineData("<Play loop=\"3\">{url}/a.mp3</Play>", "9")]
    [InlineData("<Pause length=\"7\"/>", "7")]
    [InlineData("<Pause/><Pause/>", "2")]
    [InlineData("<Unknown/><Pause length=\"2\"/>", "2")]
    [InlineData("<Pause length=\"2\"/><Hangup/><Pause length=\"50\"/>", "2")]
    [InlineData("", "0")]
    public async Task Verbs_take_the_time_they_take(string verbs, string seconds)
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", verbs).Call(Patient)).Sid;

        await stage.Simulator.Advance(60);

        Assert.Equal(("completed", seconds), ((await stage.Fetch(sid))["status"], (await stage.Fetch(sid))["duration"]));
    }

    [Theory]
    [InlineData("<Unknown/>", "12200: unknown verb Unknown")]
    [InlineData("<Say></Say>", "13520: Say without a text")]
    [InlineData("<Reject/>", "12200: Reject must be the first verb of a call that still rings")]
    public async Task What_the_carrier_warns_of_stands_beside_call_and_delivery(string verbs, string problem)
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", verbs).Call(Patient);

        await stage.Simulator.Advance(60);

        Assert.Equal(problem, (await stage.Simulator.Get("/_sim/calls")).Json[0].GetProperty("problems")[0].GetString());
        var voice = (await stage.Simulator.Get("/_sim/webhook-log")).Json.EnumerateArray().Single(entry => entry.GetProperty("kind").GetString() == "voice");
        Assert.Equal((problem, int.Parse(problem[..5], null)), (voice.GetProperty("warnings")[0].GetString(), voice.GetProperty("errorCode").GetInt32()));
    }

    [Fact]
    public async Task What_is_played_is_fetched_once_without_a_signature_however_large_it_is()
    {
        await using var stage = await VoiceStage.Set();
        stage.WithSound("/greeting", "audio/mpeg", length: 200_000);
        await stage.With("/voice", "<Play loop=\"2\">/greeting?f=1</Play>").Call(Patient);

        await stage.Simulator.Advance(60);

        var fetched = stage.Single("/greeting");
        Assert.Equal(("GET", "/greeting?f=1", null), (fetched.Method, fetched.Target, fetched.Signature));
        Assert.Empty((await stage.Simulator.Get("/_sim/calls")).Json[0].GetProperty("problems").EnumerateArray());
        var media = (await stage.Simulator.Get("/_sim/webhook-log")).Json.EnumerateArray().Single(entry => entry.GetProperty("kind").GetString() == "media");
        Assert.Equal(200, media.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("<Play>/page</Play>", "12300: no sound from ")]
    [InlineData("<Gather><Play>/gone</Play></Gather>", "11200: no sound from ")]
    public async Task What_cannot_be_played_is_a_problem_of_the_call(string verbs, string problem)
    {
        await using var stage = await VoiceStage.Set();
        stage.WithSound("/page", "text/html", length: 5).WithSound("/gone", "audio/mpeg", length: 0, status: 404);
        await stage.With("/voice", verbs).Call(Patient);

        await stage.Simulator.Advance(60);

        Assert.StartsWith(problem, (await stage.Simulator.Get("/_sim/calls")).Json[0].GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_leaves_the_rest_of_its_document_and_resolves_relative_addresses()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/a/voice", "<Redirect method=\"GET\">../b/next?x=1</Redirect><Redirect>/never</Redirect>").With("/b/next", "<Say>Bye.</Say>");
        var sid = (await stage.Call(Patient, "/a/voice")).Sid;

        await stage.Simulator.Advance(60);

        var next = stage.Single("/b/next");
        Assert.Equal("GET", next.Method);
        Assert.StartsWith("/b/next?x=1&", next.Target, StringComparison.Ordinal);
        Assert.Contains("CallSid=" + sid, next.Target, StringComparison.Ordinal);
        Assert.DoesNotContain("/never", stage.Paths);
    }

    [Fact]
    public async Task A_call_asks_for_a_hundred_documents_at_most()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Redirect/>").Call(Patient);

        await stage.Simulator.Advance(60);

        Assert.Equal(100, stage.Paths.Count(path => path == "/voice"));
        Assert.Equal("completed", stage.Statuses()[^1]);
    }

    [Theory]
    [InlineData(500, "text/xml", "<Response/>", "11200")]
    [InlineData(200, "application/json", "{}", "12300")]
    [InlineData(200, "text/xml", "<Response>", "12100")]
    [InlineData(200, "text/xml", "<Answer/>", "12102")]
    public async Task An_unusable_answer_turns_to_the_fallback_with_the_reason(int status, string type, string body, string code)
    {
        await using var stage = await VoiceStage.Set();
        stage.Product.Answer = (webhook, context) =>
        {
            context.Response.StatusCode = webhook.Path == "/voice" ? status : 200;
            context.Response.ContentType = webhook.Path == "/voice" ? type : "text/xml";
            return context.Response.WriteAsync(webhook.Path == "/voice" ? body : "<Response><Pause length=\"5\"/></Response>");
        };
        var sid = (await stage.Call(Patient, "/voice", ("FallbackUrl", stage.At("/fallback")))).Sid;

        await stage.Simulator.Advance(30);

        var fallback = stage.Single("/fallback");
        Assert.Equal((code, stage.At("/voice"), sid), (fallback["ErrorCode"], fallback["ErrorUrl"], fallback["CallSid"]));
        Assert.Equal("5", (await stage.Fetch(sid))["duration"]);
    }

    [Fact]
    public async Task The_fallback_is_told_all_that_the_failed_question_told()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Agent, new { digits = new[] { "7" } });
        var questions = stage.Product.Answer;
        stage.Product.Answer = (webhook, context) =>
        {
            if (webhook.Path != "/key")
            {
                return questions(webhook, context);
            }

            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        stage.With("/voice", "<Gather numDigits=\"1\" action=\"/key\"/>").With("/fallback", "<Hangup/>");
        await stage.Call(VoiceStage.Agent, "/voice", ("FallbackUrl", stage.At("/fallback")));

        await stage.Simulator.Advance(30);

        var (failed, fallback) = (stage.Single("/key"), stage.Single("/fallback"));
        Assert.Equal(("7", "11200", stage.At("/key")), (fallback["Digits"], fallback["ErrorCode"], fallback["ErrorUrl"]));
        Assert.Equal(failed.Fields.Select(field => field.Key).Order(), fallback.Fields.Select(field => field.Key).Except(["ErrorCode", "ErrorUrl"]).Order());
    }

    [Fact]
    public async Task Without_a_fallback_the_caller_hears_an_apology_and_the_call_is_completed()
    {
        await using var stage = await VoiceStage.Set();
        stage.Product.AnswerWith("text/plain", "broken", status: 500);
        var sid = (await stage.Call(Patient)).Sid;

        await stage.Simulator.Advance(30);

        Assert.Equal(("completed", "3"), ((await stage.Fetch(sid))["status"], (await stage.Fetch(sid))["duration"]));
    }

    [Theory]
    [InlineData("text/plain", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "6")]
    [InlineData("audio/mpeg", "xxx", "3")]
    public async Task Plain_text_is_spoken_and_sound_is_played(string type, string body, string seconds)
    {
        await using var stage = await VoiceStage.Set();
        stage.Product.AnswerWith(type, body);
        var sid = (await stage.Call(Patient)).Sid;

        await stage.Simulator.Advance(30);

        Assert.Equal(seconds, (await stage.Fetch(sid))["duration"]);
    }

    [Fact]
    public async Task Twiml_that_comes_with_the_request_is_used_when_there_is_no_address()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Simulator.Post(Path("Calls.json"), ("To", Patient), ("From", Line), ("Twiml", "<Response><Pause length=\"4\"/></Response>"))).Sid;
        var both = (await stage.With("/voice", "<Pause length=\"9\"/>").Call(Patient, "/voice", ("Twiml", "<Response/>"))).Sid;

        await stage.Simulator.Advance(30);

        Assert.Equal(("4", "9"), ((await stage.Fetch(sid))["duration"], (await stage.Fetch(both))["duration"]));
    }
}
