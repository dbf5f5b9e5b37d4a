using System.Net;
using OrleansSms.Conversations;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

public sealed class StatusDoorTests
{
    private static readonly string WithIds = $"{Receiver.Status}?c={Some.Conversation}&m={Some.MessageId}&a=1";

    private static readonly (string, string)[] Delivered =
        [("MessageSid", Some.MessageSid), ("MessageStatus", "delivered"), ("AccountSid", Some.AccountSid), ("RawDlrDoneDate", "2607221030")];

    [Fact]
    public async Task Our_ids_in_the_address_find_the_message()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));

        var answer = await receiver.Post(WithIds, Delivered);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            (Some.Conversation.Value, new DeliveryReport(Some.MessageId, "delivered", Some.MessageSid, CarrierDate: "2607221030", Attempt: 1)),
            Assert.Single(receiver.World.Reported));
        Assert.Empty(receiver.World.Tray);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?c=not-an-id&m=neither")]
    [InlineData("?c=0197f3a2-0000-7000-8000-00000000000f&m=0197f3a2-0000-7000-8000-00000000000e")]
    public async Task Without_our_ids_the_carriers_name_finds_it(string query)
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));
        receiver.World.BySid[Some.MessageSid] = new(Some.Conversation, Some.MessageId);

        var answer = await receiver.Post(Receiver.Status + query, ("SmsSid", Some.MessageSid), ("SmsStatus", "undelivered"), ("ErrorCode", "30003"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal((Some.Conversation.Value, new(Some.MessageId, "undelivered", Some.MessageSid, 30003)), Assert.Single(receiver.World.Reported));
        Assert.Empty(receiver.World.Tray);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("17", 17)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("two", null)]
    [InlineData("", null)]
    [InlineData("99999999999", null)]
    public async Task The_attempt_in_the_address_is_handed_on_when_it_is_one(string attempt, int? told)
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));

        await receiver.Post($"{Receiver.Status}?c={Some.Conversation}&m={Some.MessageId}&a={attempt}", Delivered);

        Assert.Equal(told, Assert.Single(receiver.World.Reported).Report.Attempt);
    }

    [Fact]
    public async Task A_callback_of_a_message_that_nobody_knows_waits_for_it()
    {
        await using var receiver = await Receiver.Start();

        var answer = await receiver.Post(WithIds, Delivered);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var orphan = Assert.Single(receiver.World.Orphans);
        Assert.Equal(new(Some.MessageId, "delivered", Some.MessageSid, CarrierDate: "2607221030", Attempt: 1), orphan.Report);
        Assert.Equal(("status", WithIds), (orphan.Raw.Kind, orphan.Raw.Target));
        Assert.Contains("delivered", orphan.Raw.Body, StringComparison.Ordinal);
        Assert.Empty(receiver.World.Tray);
    }

    [Fact]
    public async Task A_callback_that_can_never_find_a_message_is_kept_for_a_person()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.BySid[Some.MessageSid] = new(Some.Conversation, Some.MessageId); // of a message that came in

        await receiver.Post(WithIds, ("MessageStatus", "sent"));
        await receiver.Post(Receiver.Status, ("MessageSid", Some.MessageSid), ("MessageStatus", "sent"));

        Assert.Equal(2, receiver.World.Tray.Count);
        Assert.Empty(receiver.World.Orphans);
    }

    [Fact]
    public async Task Without_a_status_it_is_kept()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));

        var answer = await receiver.Post(WithIds, ("MessageSid", Some.MessageSid));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Single(receiver.World.Tray);
        Assert.Empty(receiver.World.Reported);
    }

    [Theory]
    [InlineData("teleported", "")]
    [InlineData("failed", "many")]
    [InlineData("Sent", "-1")]
    public async Task A_strange_word_is_passed_on_and_a_strange_code_is_not(string word, string code)
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));

        await receiver.Post(WithIds, ("MessageSid", Some.MessageSid), ("MessageStatus", word), ("ErrorCode", code));

        Assert.Equal(new(Some.MessageId, word, Some.MessageSid, Attempt: 1), Assert.Single(receiver.World.Reported).Report);
    }

    [Fact]
    public async Task A_fault_of_ours_asks_the_carrier_to_come_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Fault = new InvalidOperationException("database down");

        var answer = await receiver.Post(WithIds, Delivered);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
