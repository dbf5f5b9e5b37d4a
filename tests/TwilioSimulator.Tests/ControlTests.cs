using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task Same_seed_and_virtual_clock_give_the_same_world()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();

        async Task<string> Run()
        {
            await simulator.Control("reset", new { seed = 42 });
            var already = receiver.Received.Count;
            await simulator.Text(callback: receiver.Url);
            await simulator.Create(("To", "+14155550124"), ("MessagingServiceSid", Service), ("Body", "x"), ("StatusCallback", receiver.Url));
            await simulator.Inbound("STOP", from: "+14155550125");
            await simulator.Advance(100);
            var webhooks = receiver.Received.Skip(already).Select(webhook =>
                $"{webhook.Token} {webhook.Signature} {string.Join('&', webhook.Fields)}");
            return (await simulator.Get(Path("Messages.json"))).Text + string.Join('\n', webhooks);
        }

        var first = await Run();

        Assert.Contains("delivered", first, StringComparison.Ordinal);
        Assert.Equal(first, await Run());
        await simulator.Control("reset", new { seed = 43 });
        Assert.DoesNotContain((await simulator.Text()).Sid, first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_forgets_everything_but_the_configuration()
    {
        await using var simulator = await Start("--Simulator:SmsUrl=http://localhost:4000/hook");
        await simulator.Text();
        await simulator.Fault(new { effect = "status", code = 500, path = "nowhere" });
        await simulator.Settings(new { chaos = true });

        await simulator.Control("reset", new { });

        var state = (await simulator.Get("/_sim/state")).Json;
        Assert.Equal((0, 0, false), (state.GetProperty("messages").GetArrayLength(), state.GetProperty("faults").GetArrayLength(),
            state.GetProperty("settings").GetProperty("chaos").GetBoolean()));
        Assert.All(state.GetProperty("numbers").EnumerateArray(), number =>
            Assert.Equal("http://localhost:4000/hook", number.GetProperty("sms_url").GetString()));
        Assert.Equal(0, (await simulator.Get("/_sim/api-log")).Json.GetArrayLength());
    }

    [Fact]
    public async Task The_carrier_can_be_configured_and_changed_while_it_runs()
    {
        await using var simulator = await Start("--Simulator:Carrier:FinalSeconds=30", "--Simulator:Carrier:SignWith=Wrong");
        await simulator.Settings(new { sentSeconds = 9 });

        var settings = (await simulator.Get("/_sim/state")).Json.GetProperty("settings");

        Assert.Equal((30, 9, "wrong"), (settings.GetProperty("finalSeconds").GetInt32(),
            settings.GetProperty("sentSeconds").GetInt32(), settings.GetProperty("signWith").GetString()));
    }

    [Fact]
    public async Task Speed_shortens_the_waiting_and_leaves_the_date_alone()
    {
        await using var simulator = await Start("--Simulator:ClockMode=Real", "--Simulator:Speed=10000");
        await using var receiver = await WebhookReceiver.Start();
        var both = new TaskCompletionSource();
        receiver.Answer = (_, _) =>
        {
            if (receiver.Received.Count == 2)
            {
                both.TrySetResult();
            }

            return Task.CompletedTask;
        };

        await simulator.Text(callback: receiver.Url);
        await both.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var clock = (await simulator.Get("/_sim/clock")).Json.GetProperty("now").GetDateTimeOffset();
        Assert.InRange(clock, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
        Assert.Equal(["delivered", "sent"], receiver.Statuses.Order());
    }

    [Fact]
    public async Task A_real_clock_can_be_advanced_too()
    {
        await using var simulator = await Start("--Simulator:ClockMode=Real");
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Text(callback: receiver.Url);

        await simulator.Advance(60);

        Assert.Equal(["sent", "delivered"], receiver.Statuses);
    }

    [Fact]
    public async Task The_clock_starts_where_it_is_told()
    {
        await using var simulator = await Start("--Simulator:StartClock=2027-03-04T05:06:07Z");

        Assert.Equal("Thu, 04 Mar 2027 05:06:07 +0000", (await simulator.Text())["date_created"]);
    }

    [Fact]
    public async Task A_pushed_status_must_be_a_legal_move_unless_forced()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        var answer = await simulator.Text(callback: receiver.Url);
        var path = $"messages/{answer.Sid}/status";

        await simulator.Control(path, new { status = "delivered" }, 409);
        await simulator.Control(path, new { status = "failed", errorCode = 30003 });
        await simulator.Control(path, new { status = "sent", force = true });
        await simulator.Control(path, new { status = "nonsense" }, 400);
        await simulator.Control(path, new { errorCode = 1 }, 400);
        await simulator.Control("messages/SM0/status", new { status = "sent" }, 404);

        Assert.Equal(["failed", "sent"], receiver.Statuses);
        Assert.Equal("30003", receiver.Received[0]["ErrorCode"]);
    }

    [Fact]
    public async Task The_logs_can_be_searched_and_hold_no_secret()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text();
        await simulator.Text(to: "+14155550124");
        await simulator.Advance(60);
        await simulator.Fetch(answer.Sid);

        Assert.Equal(1, await Count("api-log?to=%2B14155550124"));
        Assert.Equal(2, await Count("api-log?sid=" + answer.Sid));
        Assert.Equal(1, await Count("api-log?since=2026-01-01T00:00:30Z"));
        Assert.DoesNotContain(Token, (await simulator.Get("/_sim/api-log")).Text + (await simulator.Get("/_sim/state")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await simulator.Get("/_sim/api-log?since=never")).Status);

        async Task<int> Count(string log) => (await simulator.Get("/_sim/" + log)).Json.GetArrayLength();
    }

    [Fact]
    public async Task Logs_forget_the_oldest_entries()
    {
        await using var simulator = await Start("--Simulator:KeepLogEntries=10");
        for (var i = 0; i < 15; i++)
        {
            await simulator.Text();
        }

        Assert.Equal(10, (await simulator.Get("/_sim/api-log")).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("clock", "{\"speed\":0}")]
    [InlineData("clock", "{\"mode\":\"sideways\"}")]
    [InlineData("clock", "{\"advanceSeconds\":-1}")]
    [InlineData("settings", "{\"unknown\":1}")]
    [InlineData("settings", "{\"chaos\":\"yes\"}")]
    [InlineData("accounts", "{\"status\":\"gone\"}")]
    [InlineData("keys", "{\"accountSid\":\"AC0\"}")]
    [InlineData("numbers", "{\"phoneNumber\":\"+14155550100\",\"smsUrl\":\"nowhere\"}")]
    [InlineData("services", "{\"numbers\":[\"+1999\"]}")]
    [InlineData("verified-numbers", "{\"phoneNumber\":\"x\"}")]
    [InlineData("inbound-sms", "null")]
    public async Task Orders_that_make_no_sense_are_400(string path, string json)
    {
        await using var simulator = await Start();
        using var body = new StringContent(json, null, "application/json");

        using var response = await simulator.Http.PostAsync("/_sim/" + path, body, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_form_is_not_an_order()
    {
        await using var simulator = await Start();

        Assert.Equal(415, (await simulator.Post("/_sim/clock", ("advanceSeconds", "1"))).Status);
    }
}
