using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class PhoneTests
{
    private const string State = "/_phone/state?handset=%2B14155550123&line=%2B14155550100";

    [Fact]
    public async Task The_phone_shows_the_thread_of_one_handset_and_one_line()
    {
        await using var simulator = await Start();
        await simulator.Text(body: "question");
        await simulator.Advance(10);
        await simulator.Inbound("answer");
        await simulator.Text(body: "to somebody else", to: "+14155550124");

        var state = (await simulator.Get(State)).Json;

        var bubbles = state.GetProperty("thread").GetProperty("messages").EnumerateArray().Select(message =>
            (message.GetProperty("body").GetString(), message.GetProperty("status").GetString(), message.GetProperty("fromHandset").GetBoolean()));
        Assert.Equal([("question", "delivered", false), ("answer", "received", true)], bubbles);
        Assert.Equal(2, state.GetProperty("requests").GetArrayLength());
        Assert.Equal(["+14155550124", Handset], state.GetProperty("thread").GetProperty("handsets").EnumerateArray().Select(number => number.GetString()));
    }

    [Fact]
    public async Task The_phone_shows_the_calls_of_its_handset_and_what_is_heard_in_the_present_one()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", "<Gather timeout=\"60\"><Say>Press a key.</Say></Gather>");
        await stage.CallIn(new { hangupAfter = 5 });
        await stage.CallIn(wait: false);

        var thread = (await stage.Simulator.Get(State)).Json.GetProperty("thread");

        var calls = thread.GetProperty("calls").EnumerateArray().Select(call =>
            (call.GetProperty("status").GetString(), call.GetProperty("fromHandset").GetBoolean(), call.GetProperty("hears").GetString()));
        Assert.Equal([("completed", true, ""), ("in-progress", true, "Press a key. (waits for keys)")], calls);
        Assert.Equal(["+14155550100", "+18885550100"], thread.GetProperty("voiceLines").EnumerateArray().Select(number => number.GetString()));
    }

    [Fact]
    public async Task A_phone_that_is_answered_by_hand_rings_until_it_is()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(Handset, new { answer = "byHand" });
        await stage.Call(Handset);
        await stage.Simulator.Advance(10);

        var thread = (await stage.Simulator.Get(State)).Json.GetProperty("thread");

        Assert.True(thread.GetProperty("answersByHand").GetBoolean());
        Assert.True(Assert.Single(thread.GetProperty("calls").EnumerateArray()).GetProperty("rings").GetBoolean());
    }

    [Fact]
    public async Task Nothing_new_is_204_and_a_change_is_not()
    {
        await using var simulator = await Start();
        var stamp = (await simulator.Get(State)).Json.GetProperty("thread").GetProperty("stamp").GetString();

        Assert.Equal(204, (await simulator.Get($"{State}&stamp={stamp}")).Status);
        await simulator.Inbound("hi");
        Assert.Equal(200, (await simulator.Get($"{State}&stamp={stamp}")).Status);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/phone.css", "text/css")]
    [InlineData("/phone.js", "text/javascript")]
    [InlineData("/calls.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task The_page_brings_everything_itself(string path, string type)
    {
        await using var simulator = await Start();

        var answer = await simulator.Get(path);

        Assert.Equal((200, type), (answer.Status, answer.ContentType));
        Assert.DoesNotContain("innerHTML", answer.Text, StringComparison.Ordinal);
        Assert.Equal("default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }
}
