using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansSms.TwilioSimulator.Tests.Harness;
using OrleansSms.TwilioSimulator.Webhooks;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class InboundTests
{
    [Fact]
    public async Task An_inbound_text_brings_all_fields_and_a_signature()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        await simulator.Route(receiver.Url + "/in?x=1");

        var result = await simulator.Inbound("Ça va ? 5 € & “ok” 🍵");

        var webhook = Assert.Single(receiver.Received);
        var sid = result.GetProperty("messageSid").GetString();
        Assert.Equal((sid, sid, sid), (webhook["MessageSid"], webhook["SmsSid"], webhook["SmsMessageSid"]));
        Assert.Equal((Handset, Line, "Ça va ? 5 € & “ok” 🍵", "0", "1"),
            (webhook["From"], webhook["To"], webhook["Body"], webhook["NumMedia"], webhook["NumSegments"]));
        Assert.Equal(("SAN FRANCISCO", "CA", "US"), (webhook["FromCity"], webhook["FromState"], webhook["ToCountry"]));
        Assert.Equal(WebhookSignature.Compute(Token, receiver.Url + "/in?x=1", webhook.Fields), webhook.Signature);
        Assert.Equal(("received", "inbound"), await Shape(simulator, sid!));
    }

    [Fact]
    public async Task An_empty_response_sends_nothing()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        await simulator.Route(receiver.Url);

        await simulator.Inbound("hi");
        await simulator.Advance(10);

        Assert.Single(await All(simulator));
    }

    [Fact]
    public async Task A_plain_text_answer_becomes_a_text()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver("text/plain", "OK");
        await simulator.Route(receiver.Url);

        await simulator.Inbound("hi");

        var reply = (await All(simulator))[0];
        Assert.Equal(("OK", "outbound-reply", Handset, Line), (Text(reply, "body"), Text(reply, "direction"), Text(reply, "to"), Text(reply, "from")));
    }

    [Fact]
    public async Task A_message_verb_becomes_a_reply_with_its_own_callbacks()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        receiver.Answer = async (webhook, context) =>
        {
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(webhook.Path == "/in"
                ? "<Response><Message action=\"/done?r=1\"><Body>Thanks &amp; bye</Body></Message></Response>"
                : "<Response/>", context.RequestAborted);
        };
        await simulator.Route(receiver.Url + "/in");

        await simulator.Inbound("hi");
        await simulator.Advance(10);

        Assert.Equal("Thanks & bye", Text((await All(simulator))[0], "body"));
        Assert.Equal(["sent", "delivered"], receiver.Received.Where(webhook => webhook.Target == "/done?r=1").Select(webhook => webhook["MessageStatus"]));
    }

    [Theory]
    [InlineData("text/xml", "<Response", 200, "12100")]
    [InlineData("text/xml", "<Wrong/>", 200, "12102")]
    [InlineData("application/json", "{}", 200, "12300")]
    [InlineData("text/xml", "<Response/>", 503, "11200")]
    public async Task A_failing_webhook_hands_over_to_the_fallback(string type, string body, int status, string code)
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver(type, body, status);
        await using var fallback = await Receiver();
        await simulator.Route(receiver.Url + "/in", fallback.Url + "/again");

        var result = await simulator.Inbound("hi");

        var webhook = Assert.Single(fallback.Received);
        Assert.Equal((code, receiver.Url + "/in", "hi"), (webhook["ErrorCode"], webhook["ErrorUrl"], webhook["Body"]));
        Assert.Equal(2, result.GetProperty("deliveries").GetArrayLength());
    }

    [Fact]
    public async Task An_answer_larger_than_64_kB_is_not_read_as_TwiML()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver("text/plain", new string('x', 70_000));
        await simulator.Route(receiver.Url);

        var result = await simulator.Inbound("hi");

        Assert.Equal(11750, result.GetProperty("deliveries")[0].GetProperty("errorCode").GetInt32());
        Assert.Single(await All(simulator));
    }

    [Fact]
    public async Task A_get_webhook_carries_the_fields_in_the_signed_query()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        await simulator.Route(receiver.Url + "/in", method: "GET");

        await simulator.Inbound("a b");

        var webhook = Assert.Single(receiver.Received);
        Assert.Equal(("GET", 0), (webhook.Method, webhook.Fields.Count));
        Assert.Contains("Body=a+b", webhook.Target, StringComparison.Ordinal);
        Assert.Equal(WebhookSignature.Compute(Token, receiver.Url + webhook.Target, []), webhook.Signature);
    }

    [Fact]
    public async Task A_redirect_verb_fetches_another_document()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        receiver.Answer = (webhook, context) =>
        {
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync(webhook.Path == "/in"
                ? "<Response><Redirect>next</Redirect><Message>never</Message></Response>"
                : "<Response><Message>second</Message></Response>", context.RequestAborted);
        };
        await simulator.Route(receiver.Url + "/in");

        await simulator.Inbound("hi");

        Assert.Equal(["/in", "/next"], receiver.Received.Select(webhook => webhook.Path));
        Assert.Equal("second", Text((await All(simulator))[0], "body"));
    }

    [Fact]
    public async Task Repetition_omission_and_extra_fields_are_as_ordered()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        await simulator.Route(receiver.Url);

        await simulator.Control("inbound-sms", new
        {
            from = Handset, to = Line, body = "hi", repeat = 3, omitFields = new[] { "FromCity" }, extraFields = new Dictionary<string, string> { ["New"] = "1" },
        });

        Assert.Equal(3, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(webhook => webhook["MessageSid"]).Distinct());
        Assert.All(receiver.Received, webhook => Assert.Equal((null, "1"), (webhook["FromCity"], webhook["New"])));
    }

    [Fact]
    public async Task A_delayed_webhook_comes_when_its_time_has_come()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        await simulator.Route(receiver.Url);

        await simulator.Control("inbound-sms", new { from = Handset, to = Line, body = "hi", delayMs = 5000 });
        Assert.Empty(receiver.Received);
        await simulator.Advance(5);

        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task A_service_without_inbound_address_drops_without_a_record()
    {
        await using var simulator = await Start();
        await simulator.Control("services", new { sid = Service, useInboundWebhookOnNumber = false });

        var result = await simulator.Inbound("hi");

        Assert.True(result.GetProperty("dropped").GetBoolean());
        Assert.Empty(await All(simulator));
    }

    [Fact]
    public async Task A_service_with_inbound_address_is_called_instead_of_the_number()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver();
        await simulator.Route(receiver.Url + "/number");
        await simulator.Control("services", new { sid = Service, useInboundWebhookOnNumber = false, inboundRequestUrl = receiver.Url + "/service" });

        await simulator.Inbound("hi");

        Assert.Equal(("/service", Service), (receiver.Received.Single().Path, receiver.Received.Single()["MessagingServiceSid"]));
    }

    [Fact]
    public async Task Two_robots_are_stopped_after_fifteen_replies()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver("text/xml", "<Response><Message>again</Message></Response>");
        await simulator.Route(receiver.Url);
        for (var i = 0; i < 16; i++)
        {
            await simulator.Inbound("hi");
        }

        var replies = (await All(simulator)).Where(message => Text(message, "direction") == "outbound-reply").ToList();
        Assert.Equal(16, replies.Count);
        Assert.Equal("failed", Text(replies[0], "status"));
        Assert.All(replies.Skip(1), reply => Assert.Equal("queued", Text(reply, "status")));
    }

    [Fact]
    public async Task At_most_ten_replies_are_sent_for_one_text()
    {
        await using var simulator = await Start();
        await using var receiver = await Receiver("text/xml", $"<Response>{string.Concat(Enumerable.Repeat("<Message>x</Message>", 11))}</Response>");
        await simulator.Route(receiver.Url);

        var result = await simulator.Inbound("hi");

        Assert.Equal(11, (await All(simulator)).Count);
        Assert.StartsWith("14109", result.GetProperty("deliveries")[0].GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Line, "x", 400)]
    [InlineData(Handset, "+14150000000", "x", 404)]
    [InlineData(Line, Line, "x", 400)]
    public async Task A_text_that_cannot_be_received_is_refused(string from, string to, string body, int status)
    {
        await using var simulator = await Start();

        await simulator.Control("inbound-sms", new { from, to, body }, status);
    }

    private static async Task<WebhookReceiver> Receiver(string type = "text/xml", string body = "<Response/>", int status = 200)
    {
        var receiver = await WebhookReceiver.Start();
        receiver.AnswerWith(type, body, status);
        return receiver;
    }

    private static async Task<IReadOnlyList<JsonElement>> All(SimulatorUnderTest simulator) =>
        [.. (await simulator.Get(Path("Messages.json"))).Json.GetProperty("messages").EnumerateArray()];

    private static string? Text(JsonElement message, string name) => message.GetProperty(name).GetString();

    private static async Task<(string?, string?)> Shape(SimulatorUnderTest simulator, string sid)
    {
        var message = await simulator.Fetch(sid);
        return (message["status"], message["direction"]);
    }
}
