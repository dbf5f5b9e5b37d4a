using System.Net;
using OrleansSms.Conversations;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

public sealed class InboundDoorTests
{
    private const string Door = Receiver.Inbound;

    private static readonly (string, string)[] Sms =
    [
        ("MessageSid", Some.MessageSid), ("SmsSid", Some.MessageSid), ("AccountSid", Some.AccountSid),
        ("From", Some.Contact), ("To", Some.Line), ("Body", Some.Text), ("NumMedia", "0"), ("NumSegments", "2"), ("FromCity", ""), ("Surprise", "1"),
    ];

    [Fact]
    public async Task A_text_reaches_its_conversation_and_is_answered_with_nothing_to_reply()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door, Sms));

        var (conversation, sms) = Assert.Single(receiver.World.Received);
        Assert.Equal(Some.Conversation.Value, conversation);
        Assert.Equal(new InboundSms(Some.MessageSid, Some.Line, Some.Contact, Some.Text, 2, [], null), sms with { Media = [] });
        Assert.Empty(sms.Media);
        Assert.Equal(Some.Line, Assert.Single(receiver.World.KnownLines));
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task A_query_in_the_address_is_signed_as_it_was_written()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door + "?tenant=42&ref=a%20b%2Fc", Sms));

        Assert.Single(receiver.World.Received);
    }

    [Fact]
    public async Task Fields_may_come_in_the_query_of_a_get()
    {
        await using var receiver = await Receiver.Start();
        var target = $"{Door}?MessageSid={Some.MessageSid}&AccountSid={Some.AccountSid}&From=%2B14155550123&To=%2B14155550100&Body=a+b%2Bc";

        await Taken(await receiver.Send(new(HttpMethod.Get, new Uri(receiver.Url, target)), Receiver.SignatureOf(target)));

        Assert.Equal("a b+c", Assert.Single(receiver.World.Received).Sms.Body);
    }

    [Fact]
    public async Task The_fallback_request_is_handled_like_the_first()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door, [.. Sms, ("ErrorCode", "11200"), ("ErrorUrl", "https://hooks.example.com/x")]));

        Assert.Single(receiver.World.Received);
    }

    [Fact]
    public async Task Pictures_come_with_their_types_and_need_no_text()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(
            Door, ("SmsSid", Some.MessageSid), ("From", Some.Contact), ("To", Some.Line), ("Body", ""), ("NumMedia", "2"),
            ("MediaUrl0", "https://api.twilio.com/a"), ("MediaContentType0", "image/jpeg"), ("MediaUrl1", "https://api.twilio.com/b"), ("OptOutType", "STOP")));

        var sms = Assert.Single(receiver.World.Received).Sms;
        Assert.Equal([new("https://api.twilio.com/a", "image/jpeg"), new("https://api.twilio.com/b", null)], sms.Media);
        Assert.Equal("STOP", sms.OptOutType);
        Assert.Equal(1, sms.NumSegments);
    }

    [Theory]
    [InlineData("28581", "28581")]
    [InlineData("acme", "ACME")]
    [InlineData("+1 415 555 0123", Some.Contact)]
    public async Task A_sender_need_not_be_a_phone_number(string from, string contact)
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door, ("MessageSid", Some.MessageSid), ("From", from), ("To", Some.Line), ("Body", "x")));

        Assert.Equal(contact, Assert.Single(receiver.World.Received).Sms.Contact);
    }

    [Fact]
    public async Task A_zero_byte_that_no_text_column_takes_is_replaced()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door, ("MessageSid", Some.MessageSid), ("From", Some.Contact), ("To", Some.Line), ("Body", "a\0b")));

        Assert.Equal("a\uFFFDb", Assert.Single(receiver.World.Received).Sms.Body);
    }

    public static TheoryData<string, string, string, string, string> NotUnderstood => new()
    {
        { "", Some.Contact, Some.Line, "x", "MessageSid" },
        { new('S', 65), Some.Contact, Some.Line, "x", "MessageSid" },
        { "SM 2'; --", Some.Contact, Some.Line, "x", "MessageSid" },
        { Some.MessageSid, "", Some.Line, "x", "From" },
        { Some.MessageSid, new('x', 65), Some.Line, "x", "From" },
        { Some.MessageSid, Some.Contact, "", "x", "To" },
        { Some.MessageSid, Some.Contact, "not a number", "x", "To" },
        { Some.MessageSid, Some.Contact, "whatsapp:+14155550100", "x", "channel" },
        { Some.MessageSid, "whatsapp:+14155550123", Some.Line, "x", "channel" },
        { Some.MessageSid, Some.Contact, Some.Line, new('x', 6401), "text" },
    };

    [Theory]
    [MemberData(nameof(NotUnderstood))]
    public async Task What_is_signed_but_not_understood_is_kept_as_it_came(string sid, string from, string to, string body, string reason)
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door, ("MessageSid", sid), ("From", from), ("To", to), ("Body", body)));

        var kept = Assert.Single(receiver.World.Tray);
        Assert.Equal("inbound", kept.Kind);
        Assert.Equal(Door, kept.Target);
        Assert.Contains(reason, kept.Reason, StringComparison.Ordinal);
        Assert.StartsWith("MessageSid=", kept.Body, StringComparison.Ordinal);
        Assert.Empty(receiver.World.Received);
        Assert.Empty(receiver.World.KnownLines);
    }

    [Fact]
    public async Task An_attachment_that_is_no_web_address_is_kept_and_not_shown()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Post(Door, [.. Sms[..6], ("NumMedia", "1"), ("MediaUrl0", "javascript:alert(1)")]));

        Assert.Single(receiver.World.Tray);
        Assert.Empty(receiver.World.Received);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_kept()
    {
        await using var receiver = await Receiver.Start();

        await Taken(await receiver.Send(receiver.Raw(Door, "hello", "text/plain"), Receiver.SignatureOf(Door)));

        var kept = Assert.Single(receiver.World.Tray);
        Assert.Equal("hello", kept.Body);
        Assert.Equal("text/plain; charset=utf-8", kept.ContentType);
    }

    [Fact]
    public async Task A_rules_no_is_kept_and_not_asked_for_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Fault = new RefusedException(Refusals.SameNumber, "Sender and recipient are the same number.");

        await Taken(await receiver.Post(Door, Sms));

        Assert.Equal("Sender and recipient are the same number.", Assert.Single(receiver.World.Tray).Reason);
    }

    [Fact]
    public async Task A_fault_of_ours_asks_the_carrier_to_come_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Fault = new TimeoutException("database down");

        var answer = await receiver.Post(Door, Sms);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        Assert.Single(receiver.Log.Lines, line => line.Contains("database down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_away_does_not_fill_the_log()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Fault = new TimeoutException("database down");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await receiver.Post(Door, Sms)).StatusCode);
        }

        receiver.Time.Advance(TimeSpan.FromSeconds(10));
        await receiver.Post(Door, Sms);

        var told = receiver.Log.Lines.Where(line => line.Contains("database down", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains("19 more failed like this", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_even_be_kept_is_asked_for_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.TrayFault = new TimeoutException("database down");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await receiver.Post(Door, ("Body", "no sid"))).StatusCode);
    }

    [Fact]
    public async Task Neither_texts_nor_numbers_are_logged()
    {
        await using var receiver = await Receiver.Start();
        var target = $"{Door}?MessageSid={Some.MessageSid}&AccountSid={Some.AccountSid}&From=%2B14155550123&To=x&Body=hush";

        await receiver.Send(new(HttpMethod.Get, new Uri(receiver.Url, target)), Receiver.SignatureOf(target));
        await receiver.Send(receiver.Form(Door, Sms), "wrong");

        var ours = string.Join('\n', receiver.Log.Lines.Where(line => line.StartsWith("Webhook", StringComparison.Ordinal)));
        Assert.Contains("tray", ours, StringComparison.Ordinal);
        Assert.Contains("bad-signature", ours, StringComparison.Ordinal);
        foreach (var secret in new[] { "hush", "Grüße", "4155550123", Some.Token })
        {
            Assert.DoesNotContain(secret, ours, StringComparison.Ordinal);
        }
    }

    private static async Task Taken(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """<?xml version="1.0" encoding="UTF-8"?><Response></Response>""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
