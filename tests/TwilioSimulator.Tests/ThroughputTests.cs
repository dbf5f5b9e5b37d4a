using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class ThroughputTests
{
    [Fact]
    public async Task A_long_code_sends_one_segment_per_second()
    {
        await using var simulator = await Start();
        await simulator.Text(body: new string('a', 161));
        await simulator.Text(body: "second");
        var third = await simulator.Text(body: "third");

        await simulator.Advance(2.9);
        Assert.Equal("queued", (await simulator.Fetch(third.Sid))["status"]);
        await simulator.Advance(0.2);
        Assert.Equal("sending", (await simulator.Fetch(third.Sid))["status"]);
    }

    [Theory]
    [InlineData("--Simulator:SegmentsPerSecond=100", Line, "sent")]
    [InlineData("--Simulator:Speed=1", TollFree, "sent")]
    [InlineData("--Simulator:Speed=1", Line, "queued")]
    public async Task The_rate_depends_on_the_sender_and_can_be_overridden(string argument, string from, string status)
    {
        await using var simulator = await Start(argument);
        await simulator.Text(from: from);
        var second = await simulator.Text(from: from);

        await simulator.Advance(status == "sent" ? 1.1 : 0.9);

        Assert.Equal(status, (await simulator.Fetch(second.Sid))["status"]);
    }

    [Fact]
    public async Task A_full_queue_is_21611_for_a_number_and_30001_through_a_service()
    {
        await using var simulator = await Start();
        await simulator.Settings(new { queueCapacitySeconds = 10 });
        await simulator.Text(body: new string('a', 1600), from: SmsOnlyLine);
        await simulator.Control("services", new { sid = Service, numbers = new[] { SmsOnlyLine } });

        Assert.Equal(21611, (await simulator.Text(from: SmsOnlyLine)).Code);
        var accepted = await simulator.Create(("To", Handset), ("MessagingServiceSid", Service), ("Body", "x"));
        await simulator.Advance(0.5);

        var message = await simulator.Fetch(accepted.Sid);
        Assert.Equal(("failed", 30001), (message["status"], message.Json.GetProperty("error_code").GetInt32()));
    }

    [Fact]
    public async Task A_text_that_waits_longer_than_its_validity_expires()
    {
        await using var simulator = await Start();
        await simulator.Text(body: new string('a', 1600));
        var answer = await simulator.Create(("To", Handset), ("From", Line), ("Body", "x"), ("ValidityPeriod", "5"));

        await simulator.Advance(4.9);
        Assert.Equal("queued", (await simulator.Fetch(answer.Sid))["status"]);
        await simulator.Advance(0.2);

        var message = await simulator.Fetch(answer.Sid);
        Assert.Equal(("failed", 30036), (message["status"], message.Json.GetProperty("error_code").GetInt32()));
    }

    [Fact]
    public async Task The_daily_cap_fails_the_rest()
    {
        await using var simulator = await Start();
        await simulator.Settings(new { dailySegmentCap = 1 });
        await simulator.Text();
        var second = await simulator.Text();

        await simulator.Advance(10);

        Assert.Equal(30023, (await simulator.Fetch(second.Sid)).Json.GetProperty("error_code").GetInt32());
    }

    [Fact]
    public async Task Too_many_requests_at_once_are_429_and_not_executed()
    {
        await using var simulator = await Start();
        await simulator.Settings(new { maxConcurrentRequests = 1, sendRetryAfter = 3 });
        await simulator.Fault(new { effect = "slow", ms = 5000, method = "POST" });
        var held = simulator.Text();
        await simulator.UntilPending(1);

        var refused = await simulator.Text();
        Assert.Equal((429, 20429, "3"), (refused.Status, refused.Code, refused.Headers.RetryAfter!.ToString()));
        await simulator.Advance(5);
        Assert.Equal(201, (await held).Status);
    }

    [Fact]
    public async Task Hundreds_of_requests_at_once_are_all_taken()
    {
        await using var simulator = await Start("--Simulator:SegmentsPerSecond=1000");
        await simulator.Settings(new { maxConcurrentRequests = 1000 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => simulator.Text(body: $"{i}")));

        Assert.Equal(500, answers.Where(answer => answer.Status == 201).Select(answer => answer.Sid).Distinct().Count());
        await simulator.Advance(20);
        var state = (await simulator.Get("/_sim/state")).Json.GetProperty("messages");
        Assert.All(state.EnumerateArray(), message => Assert.Equal("delivered", message.GetProperty("status").GetString()));
    }
}
