using OrleansSms.TwilioSimulator.Tests.Harness;
using OrleansSms.TwilioSimulator.Webhooks;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class WebhookFaultTests
{
    [Theory]
    [InlineData("callbackReorder", "delivered sent")]
    [InlineData("callbackDuplicate", "sent sent delivered delivered")]
    [InlineData("callbackLost", "")]
    [InlineData("neverDlr", "sent")]
    [InlineData("flipFinal", "sent delivered undelivered")]
    [InlineData("unknownStatus", "in_review in_review")]
    public async Task Statuses_arrive_as_the_fault_has_it(string effect, string statuses)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect });
        await simulator.Text(callback: receiver.Url);

        await simulator.Advance(60);

        Assert.Equal(statuses, string.Join(' ', receiver.Statuses));
    }

    [Fact]
    public async Task A_lost_callback_can_be_seen_in_the_log()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect = "callbackLost", count = 1 });
        await simulator.Text(callback: receiver.Url);

        await simulator.Advance(60);

        Assert.Equal(["delivered"], receiver.Statuses);
        var lost = (await simulator.Get("/_sim/webhook-log")).Json[0];
        Assert.Equal(("callbackLost", 0), (lost.GetProperty("fault").GetString(), lost.GetProperty("attempts").GetArrayLength()));
    }

    [Fact]
    public async Task Duplicates_can_share_the_token()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect = "callbackDuplicate", n = 3, sameToken = true, count = 1 });
        await simulator.Text(callback: receiver.Url);

        await simulator.Advance(1);

        Assert.Equal(3, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(webhook => webhook.Token).Distinct());
    }

    [Fact]
    public async Task Late_callbacks_and_late_receipts_wait_for_their_hour()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect = "lateDlr", hours = 5, to = Handset });
        await simulator.Fault(new { effect = "callbackDelay", seconds = 7200, to = "+14155550124" });
        await simulator.Text(callback: receiver.Url + "/late-receipt");
        await simulator.Text(callback: receiver.Url + "/late-callback", to: "+14155550124");

        await simulator.Advance(3600);
        Assert.Equal(["/late-receipt"], receiver.Received.Select(webhook => webhook.Path));
        await simulator.Advance(3700);
        Assert.Equal(3, receiver.Received.Count);
        await simulator.Advance(11_000);
        Assert.Equal(("/late-receipt", "delivered"), (receiver.Received[3].Path, receiver.Received[3]["MessageStatus"]));
    }

    [Fact]
    public async Task A_callback_can_come_before_the_answer()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect = "callbackBeforeResponse" });

        await simulator.Create(("To", Handset), ("MessagingServiceSid", Service), ("Body", "x"), ("StatusCallback", receiver.Url));

        Assert.Equal(["queued", "sent"], receiver.Statuses);
    }

    [Fact]
    public async Task A_scheduled_text_cannot_be_announced_before_the_answer_and_goes_out_all_the_same()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect = "callbackBeforeResponse" });

        await simulator.Create(
            ("To", Handset), ("MessagingServiceSid", Service), ("Body", "x"), ("StatusCallback", receiver.Url),
            ("ScheduleType", "fixed"), ("SendAt", "2026-01-01T01:00:00Z"));
        Assert.Empty(receiver.Received);
        await simulator.Advance(3700);

        Assert.Equal(["queued", "sent", "delivered"], receiver.Statuses);
    }

    [Theory]
    [InlineData("badSignature")]
    [InlineData("missingSignature")]
    [InlineData("secondaryToken")]
    public async Task Signatures_can_be_wrong_on_callbacks_and_inbound_texts(string effect)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Control("accounts", new { sid = Sid, secondaryToken = "second" });
        await simulator.Route(receiver.Url + "/in");
        await simulator.Fault(new { effect });
        await simulator.Text(callback: receiver.Url + "/status");

        await simulator.Advance(1);
        await simulator.Inbound("hi");

        Assert.Equal(2, receiver.Received.Count);
        Assert.All(receiver.Received, webhook =>
        {
            string Sign(string token) => WebhookSignature.Compute(token, receiver.Url + webhook.Target, webhook.Fields);
            Assert.Equal(effect == "missingSignature", webhook.Signature is null);
            Assert.NotEqual(Sign(Token), webhook.Signature);
            Assert.Equal(effect == "secondaryToken", webhook.Signature == Sign("second"));
        });
    }

    [Fact]
    public async Task Fields_can_be_added_missing_or_doubled_and_are_still_signed()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Fault(new { effect = "extraFields", fields = new Dictionary<string, string> { ["Brand"] = "new" } });
        await simulator.Fault(new { effect = "missingFields", names = new[] { "To" } });
        await simulator.Fault(new { effect = "duplicateFieldNames" });
        await simulator.Text(callback: receiver.Url + "/status");

        await simulator.Advance(1);

        var webhook = Assert.Single(receiver.Received);
        Assert.Equal(("new", null), (webhook["Brand"], webhook["To"]));
        Assert.Equal(3, webhook.Fields.Count(field => field.Key == "Tag"));
        Assert.Equal(WebhookSignature.Compute(Token, receiver.Url + webhook.Target, webhook.Fields), webhook.Signature);
    }

    [Fact]
    public async Task A_dropped_inbound_text_is_only_in_the_list()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Route(receiver.Url);
        await simulator.Fault(new { effect = "dropInbound", count = 1 });

        var result = await simulator.Inbound("hi");

        Assert.Empty(receiver.Received);
        Assert.Equal("received", (await simulator.Fetch(result.GetProperty("messageSid").GetString()!))["status"]);
        await simulator.Inbound("again");
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Chaos_adds_an_unknown_field_everywhere()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Settings(new { chaos = true });

        var answer = await simulator.Text(callback: receiver.Url);
        await simulator.Advance(1);

        Assert.Equal("chaos", answer["zz_simulator_unknown"]);
        Assert.Equal("chaos", receiver.Received.Single()["ZzSimulatorUnknown"]);
    }
}
