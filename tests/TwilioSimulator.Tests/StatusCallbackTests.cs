using System.Net;
using System.Net.Sockets;
using OrleansSms.TwilioSimulator.Tests.Harness;
using OrleansSms.TwilioSimulator.Webhooks;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class StatusCallbackTests
{
    [Fact]
    public async Task A_plain_text_is_announced_as_sent_and_delivered_and_nothing_else()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        var answer = await simulator.Text(callback: receiver.Url + "/status?mid=1");

        await simulator.Advance(0.6);
        Assert.Empty(receiver.Received);

        await simulator.Advance(60);
        Assert.Equal(["sent", "delivered"], receiver.Statuses);
        Assert.All(receiver.Received, webhook => Assert.Equal((answer.Sid, Sid, Line, Handset, "/status?mid=1"),
            (webhook["MessageSid"], webhook["AccountSid"], webhook["From"], webhook["To"], webhook.Target)));
        Assert.Matches("^[0-9]{10}$", receiver.Received[1]["RawDlrDoneDate"]);
        var message = await simulator.Fetch(answer.Sid);
        Assert.Equal(("delivered", "-0.00790"), (message["status"], message["price"]));
        Assert.NotNull(message["date_sent"]);
    }

    [Fact]
    public async Task Through_a_service_queued_is_announced_too()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Control("services", new { sid = Service, statusCallback = receiver.Url + "/service" });

        await simulator.Create(("To", Handset), ("MessagingServiceSid", Service), ("Body", "hi"));
        await simulator.Advance(60);

        Assert.Equal(["queued", "sent", "delivered"], receiver.Statuses);
        Assert.All(receiver.Received, webhook => Assert.Equal(Service, webhook["MessagingServiceSid"]));
    }

    [Fact]
    public async Task Every_callback_is_signed_over_its_address_and_fields()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Text(callback: receiver.Url + "/a%20b?x=%2F&y='1'");

        await simulator.Advance(60);

        Assert.Equal(2, receiver.Received.Count);
        Assert.All(receiver.Received, webhook =>
        {
            Assert.Equal("/a%20b?x=%2F&y='1'", webhook.Target);
            Assert.Equal(WebhookSignature.Compute(Token, receiver.Url + webhook.Target, webhook.Fields), webhook.Signature);
            Assert.Equal("TwilioProxy/1.1", webhook.Headers["User-Agent"]);
        });
        Assert.Equal(2, receiver.Received.Select(webhook => webhook.Token).Distinct().Count());
    }

    [Theory]
    [InlineData("signPort", "removed", "http://127.0.0.1/s")]
    [InlineData("signPort", "standard", "http://127.0.0.1:80/s")]
    public async Task The_signed_port_can_be_chosen(string option, string value, string signedUrl)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Settings(new Dictionary<string, string> { [option] = value });
        await simulator.Text(callback: receiver.Url + "/s");

        await simulator.Advance(1);

        var webhook = Assert.Single(receiver.Received);
        Assert.Equal(WebhookSignature.Compute(Token, signedUrl, webhook.Fields), webhook.Signature);
    }

    [Fact]
    public async Task A_fragment_asks_for_retries_and_is_neither_requested_nor_signed()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        receiver.AnswerWith("text/plain", "no", status: 500);
        await simulator.Text(callback: receiver.Url + "/status#rc=2&rp=all");

        await simulator.Advance(1);

        Assert.Equal(3, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(webhook => webhook.Token).Distinct());
        Assert.All(receiver.Received, webhook => Assert.Equal("/status", webhook.Target));
        Assert.All(receiver.Received, webhook =>
            Assert.Equal(WebhookSignature.Compute(Token, receiver.Url + "/status", webhook.Fields), webhook.Signature));
    }

    [Theory]
    [InlineData("#rc=2&rp=4xx", 1)]
    [InlineData("#rc=2&rp=4xx,5xx", 3)]
    [InlineData("#rc=2&rp=nonsense", 1)]
    [InlineData("", 1)]
    public async Task A_500_is_retried_only_when_the_policy_says_so(string fragment, int attempts)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        receiver.AnswerWith("text/plain", "no", status: 500);
        await simulator.Text(callback: receiver.Url + "/status" + fragment);

        await simulator.Advance(1);

        Assert.Equal(attempts, receiver.Received.Count);
        var entry = Assert.Single((await simulator.Get("/_sim/webhook-log")).Json.EnumerateArray());
        Assert.Equal(11200, entry.GetProperty("errorCode").GetInt32());
        Assert.Equal(fragment.Contains("nonsense", StringComparison.Ordinal) ? 1 : 0, entry.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task A_refused_connection_is_tried_once_more()
    {
        await using var simulator = await Start();
        await simulator.Text(callback: $"http://127.0.0.1:{ClosedPort()}/status");

        await simulator.Advance(1);

        var entry = Assert.Single((await simulator.Get("/_sim/webhook-log")).Json.EnumerateArray());
        Assert.Equal((2, 11202), (entry.GetProperty("attempts").GetArrayLength(), entry.GetProperty("errorCode").GetInt32()));
    }

    [Fact]
    public async Task A_slow_answer_runs_into_the_read_timeout_of_the_fragment()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        receiver.Answer = (_, context) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        await simulator.Text(callback: receiver.Url + "/status#rt=100&rc=1&rp=rt");

        await simulator.Advance(1);

        var entry = Assert.Single((await simulator.Get("/_sim/webhook-log")).Json.EnumerateArray());
        Assert.Equal((2, 11205), (entry.GetProperty("attempts").GetArrayLength(), entry.GetProperty("errorCode").GetInt32()));
    }

    [Fact]
    public async Task A_302_is_followed_as_get_without_fields_and_a_307_keeps_the_post()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        receiver.Answer = (webhook, context) =>
        {
            context.Response.StatusCode = webhook.Path switch { "/moved" => 302, "/kept" => 307, _ => 204 };
            context.Response.Headers.Location = webhook.Path + "-there";
            return Task.CompletedTask;
        };
        await simulator.Text(callback: receiver.Url + "/moved");
        await simulator.Text(callback: receiver.Url + "/kept", to: "+14155550124");

        await simulator.Advance(2);

        var moved = Assert.Single(receiver.Received, webhook => webhook.Path == "/moved-there");
        var kept = Assert.Single(receiver.Received, webhook => webhook.Path == "/kept-there");
        Assert.Equal(("GET", 0), (moved.Method, moved.Fields.Count));
        Assert.Equal(("POST", "sent"), (kept.Method, kept["MessageStatus"]));
    }

    [Fact]
    public async Task User_info_is_sent_only_when_asked_for()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        receiver.Answer = (webhook, context) =>
        {
            context.Response.StatusCode = webhook.Headers.ContainsKey("Authorization") ? 204 : 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
            return Task.CompletedTask;
        };
        await simulator.Text(callback: receiver.Url.Replace("http://", "http://user:pass@", StringComparison.Ordinal) + "/status");

        await simulator.Advance(1);

        Assert.Equal(["", Basic("user", "pass").ToString()], receiver.Received.Select(webhook => webhook.Headers.GetValueOrDefault("Authorization", "")));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
