using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class MessageOperationTests
{
    [Fact]
    public async Task A_scheduled_text_can_be_canceled_and_is_announced_as_such()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        var scheduled = await Schedule(simulator, receiver.Url);
        Assert.Equal(("scheduled", null), (scheduled["status"], scheduled["from"]));

        var canceled = await simulator.Post(Path($"Messages/{scheduled.Sid}.json"), ("Status", "canceled"));
        Assert.Equal((200, "canceled"), (canceled.Status, canceled["status"]));
        await simulator.Advance(7200);

        Assert.Equal(["canceled"], receiver.Statuses);
        Assert.Equal(30409, (await simulator.Post(Path($"Messages/{scheduled.Sid}.json"), ("Status", "canceled"))).Code);
    }

    [Fact]
    public async Task A_scheduled_text_goes_out_when_it_is_due()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        var scheduled = await Schedule(simulator, receiver.Url);

        await simulator.Advance(3599);
        Assert.Equal("scheduled", (await simulator.Fetch(scheduled.Sid))["status"]);
        await simulator.Advance(60);

        Assert.Equal(["queued", "sent", "delivered"], receiver.Statuses);
    }

    [Fact]
    public async Task A_sent_text_cannot_be_canceled()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text();
        await simulator.Advance(10);

        var refused = await simulator.Post(Path($"Messages/{answer.Sid}.json"), ("Status", "canceled"));

        Assert.Equal((400, 30409), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Redacting_empties_the_body_for_good()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text();

        Assert.Equal("", (await simulator.Post(Path($"Messages/{answer.Sid}.json"), ("Body", "")))["body"]);
        Assert.Equal("", (await simulator.Fetch(answer.Sid))["body"]);
        Assert.Equal(20422, (await simulator.Post(Path($"Messages/{answer.Sid}.json"), ("Body", "other"))).Code);
    }

    [Fact]
    public async Task A_text_can_be_deleted_once_it_is_complete()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text();
        var path = Path($"Messages/{answer.Sid}.json");
        Assert.Equal(20009, (await simulator.Send(HttpMethod.Delete, path)).Code);
        await simulator.Advance(10);

        var deleted = await simulator.Send(HttpMethod.Delete, path);

        Assert.Equal((204, ""), (deleted.Status, deleted.Text));
        Assert.Equal(20404, (await simulator.Get(path)).Code);
        Assert.Equal(0, (await simulator.Get(Path("Messages.json"))).Json.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Feedback_is_taken()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text();

        var feedback = await simulator.Post(Path($"Messages/{answer.Sid}/Feedback.json"), ("Outcome", "confirmed"));

        Assert.Equal((201, "confirmed"), (feedback.Status, feedback["outcome"]));
    }

    private static Task<Answer> Schedule(SimulatorUnderTest simulator, string callback) => simulator.Create(
        ("To", Handset), ("MessagingServiceSid", Service), ("Body", "later"), ("ScheduleType", "fixed"),
        ("SendAt", "2026-01-01T01:00:00Z"), ("StatusCallback", callback));
}
