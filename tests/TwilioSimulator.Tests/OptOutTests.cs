using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class OptOutTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData(" stop\n")]
    [InlineData("Unsubscribe")]
    [InlineData("OPTOUT")]
    public async Task Stop_is_confirmed_told_to_us_and_blocks_until_start(string keyword)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Route(receiver.Url);

        await simulator.Inbound(keyword);

        Assert.Equal(keyword, Assert.Single(receiver.Received)["Body"]);
        Assert.StartsWith("You have successfully been unsubscribed", await NewestBody(simulator), StringComparison.Ordinal);
        Assert.Equal(21610, (await simulator.Text()).Code);

        await simulator.Inbound("START");
        Assert.Equal(201, (await simulator.Text()).Status);
    }

    [Fact]
    public async Task A_sentence_with_stop_does_nothing()
    {
        await using var simulator = await Start();

        await simulator.Inbound("STOP please");

        Assert.Equal("STOP please", await NewestBody(simulator));
        Assert.Equal(201, (await simulator.Text()).Status);
    }

    [Fact]
    public async Task The_block_covers_the_service_and_no_other_number()
    {
        await using var simulator = await Start();

        await simulator.Inbound("STOP");

        Assert.Equal(21610, (await simulator.Text(from: SmsOnlyLine)).Code);
        Assert.Equal(21610, (await simulator.Create(("To", Handset), ("MessagingServiceSid", Service), ("Body", "x"))).Code);
        Assert.Equal(201, (await simulator.Text(from: TollFree)).Status);
        Assert.Equal(201, (await simulator.Text(to: "+14155550124")).Status);
    }

    [Fact]
    public async Task A_second_stop_is_not_confirmed_again()
    {
        await using var simulator = await Start();
        await simulator.Inbound("STOP");

        await simulator.Inbound("STOP");

        Assert.Equal("STOP", await NewestBody(simulator));
    }

    [Fact]
    public async Task Advanced_opt_out_has_its_own_words_and_names_the_type()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Route(receiver.Url);
        await simulator.Control("services", new { sid = Service, advancedOptOut = new { stop = new[] { "BASTA" }, stopText = "Va bene." } });

        await simulator.Inbound("basta");
        Assert.Equal("Va bene.", await NewestBody(simulator));
        await simulator.Inbound("CANCEL");

        Assert.Equal(["STOP", null], receiver.Received.Select(webhook => webhook["OptOutType"]));
        Assert.Equal(21610, (await simulator.Text()).Code);
    }

    [Fact]
    public async Task A_toll_free_number_answers_with_the_network_s_words()
    {
        await using var simulator = await Start();
        await simulator.Inbound("CANCEL", to: TollFree);
        Assert.Equal("CANCEL", await NewestBody(simulator));

        await simulator.Inbound("stop", to: TollFree);

        Assert.StartsWith("NETWORK MSG", await NewestBody(simulator), StringComparison.Ordinal);
        Assert.Equal(21610, (await simulator.Text(from: TollFree)).Code);
        await simulator.Inbound("UNSTOP", to: TollFree);
        Assert.Equal(201, (await simulator.Text(from: TollFree)).Status);
    }

    [Fact]
    public async Task A_short_code_does_nothing_by_itself()
    {
        await using var simulator = await Start();
        await simulator.Control("numbers", new { phoneNumber = "72345" });

        await simulator.Inbound("STOP", to: "72345");

        Assert.Equal("STOP", await NewestBody(simulator));
        Assert.Equal(201, (await simulator.Text(from: "72345")).Status);
    }

    [Fact]
    public async Task The_carrier_can_notice_the_opt_out_late()
    {
        await using var simulator = await Start();
        await simulator.Settings(new { asyncOptOut = true, asyncOptOutCode = 30630 });
        await simulator.Inbound("STOP");

        var answer = await simulator.Text();
        Assert.Equal(201, answer.Status);
        await simulator.Advance(1);

        var message = await simulator.Fetch(answer.Sid);
        Assert.Equal(("failed", 30630), (message["status"], message.Json.GetProperty("error_code").GetInt32()));
    }

    [Fact]
    public async Task A_scheduled_text_meets_the_opt_out_when_it_is_due()
    {
        await using var simulator = await Start();
        var answer = await simulator.Create(
            ("To", Handset), ("MessagingServiceSid", Service), ("Body", "x"), ("ScheduleType", "fixed"), ("SendAt", "2026-01-01T01:00:00Z"));
        await simulator.Inbound("STOP");

        await simulator.Advance(3600);

        var message = await simulator.Fetch(answer.Sid);
        Assert.Equal(("failed", 21610), (message["status"], message.Json.GetProperty("error_code").GetInt32()));
    }

    private static async Task<string?> NewestBody(SimulatorUnderTest simulator) =>
        (await simulator.Get(Path("Messages.json?PageSize=1"))).Json.GetProperty("messages")[0].GetProperty("body").GetString();
}
