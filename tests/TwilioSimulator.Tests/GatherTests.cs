using OrleansSms.TwilioSimulator.Tests.Harness;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class GatherTests
{
    private const string Patient = "+15002400006";

    [Theory]
    [InlineData("", "1")]
    [InlineData(" numDigits=\"1\" timeout=\"8\"", "1")]
    public async Task Gather_posts_the_keys_to_its_action(string attributes, string digits)
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Gather{attributes} action=\"/keys\"><Say>Press any key.</Say></Gather><Redirect>/silence</Redirect>").With("/keys", "<Hangup/>");
        await stage.Call();

        await stage.Simulator.Advance(15);

        Assert.Equal((digits, "in-progress"), (stage.Single("/keys")["Digits"], stage.Single("/keys")["CallStatus"]));
        Assert.DoesNotContain("/silence", stage.Paths);
    }

    [Theory]
    [InlineData("12#34", "", "12")]
    [InlineData("12*34", " finishOnKey=\"*\"", "12")]
    [InlineData("1234", " numDigits=\"3\"", "123")]
    [InlineData("12", " timeout=\"3\"", "12")]
    public async Task Keys_end_with_enough_of_them_the_finishing_one_or_silence(string pressed, string attributes, string digits)
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Customer, new { digits = new[] { pressed } });
        stage.With("/voice", $"<Gather{attributes} action=\"/keys\"/>").With("/keys", "<Hangup/>");
        await stage.Call(VoiceStage.Customer);

        await stage.Simulator.Advance(30);

        Assert.Equal(digits, stage.Single("/keys")["Digits"]);
    }

    [Theory]
    [InlineData("", "/silence")]
    [InlineData(" actionOnEmptyResult=\"true\"", "/keys")]
    public async Task Without_keys_the_next_verb_runs_unless_the_action_wants_to_hear_of_it(string attributes, string path)
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", $"<Gather timeout=\"4\" action=\"/keys\"{attributes}/><Redirect>/silence</Redirect>").Call(Patient);

        await stage.Simulator.Advance(6);
        Assert.DoesNotContain(path, stage.Paths);
        await stage.Simulator.Advance(2);

        Assert.Equal(path == "/keys" ? "" : null, stage.Single(path)["Digits"]);
    }

    [Fact]
    public async Task Each_gather_gets_the_next_entry_of_the_script_and_a_key_interrupts_its_prompt()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Customer, new { digits = new[] { "1", "22" } });
        stage.With("/voice", "<Gather numDigits=\"1\" action=\"/one\"/>").With("/one", "<Gather numDigits=\"2\" action=\"/two\"/>")
            .With("/two", "<Gather numDigits=\"1\" action=\"/three\"><Pause length=\"500\"/></Gather>").With("/three", "<Hangup/>");
        var sid = (await stage.Call(VoiceStage.Customer)).Sid;
        await stage.Simulator.Advance(20);

        await stage.Do(sid, "digits", "9");

        Assert.Equal(("1", "22", "9"), (stage.Single("/one")["Digits"], stage.Single("/two")["Digits"], stage.Single("/three")["Digits"]));
    }

    [Fact]
    public async Task A_gather_for_speech_hears_no_keys()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Gather input=\"speech\" action=\"/keys\"/>").Call();

        await stage.Simulator.Advance(30);

        Assert.DoesNotContain("/keys", stage.Paths);
    }
}
