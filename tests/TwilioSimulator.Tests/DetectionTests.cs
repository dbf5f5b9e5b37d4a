using OrleansSms.TwilioSimulator.Tests.Harness;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class DetectionTests
{
    private const string Mailbox = "+15002400005";
    private const string Person = "+15002400006";

    [Theory]
    [InlineData(Person, "Enable", "human")]
    [InlineData(Mailbox, "Enable", "machine_start")]
    [InlineData(Person, "DetectMessageEnd", "human")]
    [InlineData(Mailbox, "DetectMessageEnd", "machine_end_beep")]
    public async Task The_document_is_asked_for_once_it_is_known_who_answered(string to, string mode, string who)
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", "<Pause length=\"2\"/>").Call(to, "/voice", ("MachineDetection", mode))).Sid;

        await stage.Simulator.Advance(5.5);
        Assert.DoesNotContain("/voice", stage.Paths);
        await stage.Simulator.Advance(30);

        Assert.Equal(who, stage.Single("/voice")["AnsweredBy"]);
        Assert.Equal(who, stage.Product.Received[^1]["AnsweredBy"]);
        Assert.Equal(who, (await stage.Fetch(sid))["answered_by"]);
    }

    [Fact]
    public async Task Detection_beside_the_document_is_told_to_its_own_address()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Pause length=\"6\"/>").Call(Mailbox, "/voice",
            ("MachineDetection", "Enable"), ("AsyncAmd", "true"), ("AsyncAmdStatusCallback", stage.At("/amd")));

        await stage.Simulator.Advance(30);

        Assert.Null(stage.Single("/voice")["AnsweredBy"]);
        var told = stage.Single("/amd");
        Assert.Equal(("machine_start", "3500", stage.Single("/voice")["CallSid"]), (told["AnsweredBy"], told["MachineDetectionDuration"], told["CallSid"]));
    }

    [Fact]
    public async Task What_cannot_be_told_in_time_is_unknown()
    {
        await using var stage = await VoiceStage.Set();
        await stage.Phone(VoiceStage.Customer, new { kind = "unknown" });
        await stage.With("/voice", "<Hangup/>").Call(VoiceStage.Customer, "/voice", ("MachineDetection", "Enable"), ("MachineDetectionTimeout", "12"));

        await stage.Simulator.Advance(13);
        Assert.DoesNotContain("/voice", stage.Paths);
        await stage.Simulator.Advance(3);

        Assert.Equal("unknown", stage.Single("/voice")["AnsweredBy"]);
    }

    [Fact]
    public async Task Sending_digits_switches_detection_off()
    {
        await using var stage = await VoiceStage.Set();
        await stage.With("/voice", "<Hangup/>").Call(Mailbox, "/voice", ("MachineDetection", "Enable"), ("SendDigits", "WW1"));

        await stage.Simulator.Advance(6.6);
        Assert.DoesNotContain("/voice", stage.Paths);
        await stage.Simulator.Advance(1);

        Assert.Null(stage.Single("/voice")["AnsweredBy"]);
    }

    [Fact]
    public async Task A_dialled_number_can_be_listened_to_as_well()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial><Number machineDetection=\"DetectMessageEnd\" amdStatusCallback=\"/amd\">{Mailbox}</Number></Dial>");

        var call = await stage.CallIn();

        Assert.Equal(("machine_end_beep", call.Leg(1).GetProperty("sid").GetString()), (stage.Single("/amd")["AnsweredBy"], stage.Single("/amd")["CallSid"]));
    }
}
