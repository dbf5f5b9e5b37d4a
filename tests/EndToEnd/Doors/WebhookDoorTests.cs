using System.Net;
using System.Net.Http.Headers;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>What comes to the carrier's doors and is not as it should be.</summary>
public sealed class WebhookDoorTests(SharedInstallation shared) : Scene(shared)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base 64 at all")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Without_the_right_signature_nothing_is_stored(string? signature)
    {
        var anna = People.Next();

        var answer = await Webhooks.Post(Webhook.InboundPath, Webhook.Text(anna, "forged"), signature);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains(answer.Code, new[] { "bad-signature", "missing-signature" });
        Assert.Equal(0, await Installation.Database.MessagesFrom(anna));
        Assert.Equal(0, await Installation.Database.InTray("forged"));
        await Installation.Silo.Log.Line(line => line.Contains($"turned away: {answer.Code}", StringComparison.Ordinal), Cancellation);
    }

    [Fact]
    public async Task A_signature_of_another_text_or_with_another_token_is_refused()
    {
        var anna = People.Next();
        var (text, other) = (Webhook.Text(anna, "I owe you 10"), Webhook.Text(anna, "I owe you 1000"));

        var borrowed = await Webhooks.Post(Webhook.InboundPath, other, Webhooks.Sign(Webhook.InboundPath, text, Carriers.AuthToken));
        var foreign = await Webhooks.Post(Webhook.InboundPath, text, Webhooks.Sign(Webhook.InboundPath, text, new('0', 32)));

        Assert.All([borrowed, foreign], answer => Assert.Equal((HttpStatusCode.Forbidden, "bad-signature"), (answer.Status, answer.Code)));
        Assert.Equal(0, await Installation.Database.MessagesFrom(anna));
    }

    [Fact]
    public async Task A_text_of_another_account_is_refused()
    {
        var anna = People.Next();

        var answer = await Webhooks.Receive(Webhook.Text(anna, "hi", ("AccountSid", "AC" + new string('9', 32))));

        Assert.Equal((HttpStatusCode.Forbidden, "unknown-account"), (answer.Status, answer.Code));
        Assert.Equal(0, await Installation.Database.MessagesFrom(anna));
    }

    [Fact]
    public async Task A_form_larger_than_anything_of_the_carrier_is_refused()
    {
        var answer = await Webhooks.Receive(Webhook.Text(People.Next(), new string('x', 200_000)));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_signed_text_that_nobody_understands_is_kept_for_a_person()
    {
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());

        var withoutSid = await Webhooks.Receive(Webhook.Text(People.Next(), first, ("MessageSid", null)));
        var toNobody = await Webhooks.Receive(Webhook.Text(People.Next(), second, ("To", "the office")));

        Assert.All([withoutSid, toNobody], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal((1, 1), (await Installation.Database.InTray(first), await Installation.Database.InTray(second)));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "%%%=&&&==%zz&\0")]
    [InlineData("application/json", "{\"MessageSid\":")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("text/plain", "hello")]
    public async Task A_malformed_request_of_nobody_is_refused(string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var answer = await Webhooks.Post(Webhook.InboundPath, content, signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task A_callback_without_our_ids_finds_its_message_by_the_carriers_name()
    {
        var anna = People.Next();
        await Carrier.Fault(new { effect = "callbackLost", to = anna }, Cancellation);
        var sent = await Api.Send(anna, "hi");
        var known = await Api.Message(sent.Json.Text("conversationId")!, message => message.Text("messageSid") is not null, Cancellation);

        var answer = await Webhooks.Report(new()
        {
            ["AccountSid"] = Carriers.AccountSid, ["MessageSid"] = known.Text("messageSid")!, ["MessageStatus"] = "delivered", ["To"] = anna, ["From"] = OurLines.First,
        });

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        await Api.Settled(sent, "delivered", Cancellation);
    }

    [Fact]
    public async Task An_unsigned_callback_is_refused_and_changes_nothing()
    {
        var sent = await Api.Send("+15002300002", "never final"); // sent, and no word after that
        var before = await Api.Settled(sent, "sent", Cancellation);

        var answer = await Webhooks.Post(
            Webhook.StatusPath,
            new Dictionary<string, string> { ["AccountSid"] = Carriers.AccountSid, ["MessageSid"] = before.Text("messageSid")!, ["MessageStatus"] = "failed" },
            signature: null);

        Assert.Equal((HttpStatusCode.Forbidden, "missing-signature"), (answer.Status, answer.Code));
        var after = (await Api.Thread(sent.Json.Text("conversationId")!)).Messages().Single(message => message.Text("id") == sent.Json.Text("id"));
        Assert.Equal(("sent", before.Timeline().Length), (after.Text("status"), after.Timeline().Length));
    }
}
