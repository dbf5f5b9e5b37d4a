using OrleansSms.Tray;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

/// <summary>What was kept in the tray goes through the same understanding again.</summary>
public sealed class ReplayTests
{
    private static readonly (string, string)[] Sms =
        [("MessageSid", Some.MessageSid), ("AccountSid", Some.AccountSid), ("From", Some.Contact), ("To", Some.Line), ("Body", Some.Text)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_refused_once_is_taken_when_the_reason_has_gone()
    {
        await using var receiver = await Refused();
        var entry = Assert.Single(receiver.World.Tray);
        receiver.Time.Advance(TimeSpan.FromDays(3));

        var outcome = await receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation);

        Assert.True(outcome.Taken);
        Assert.Equal(Some.Text, Assert.Single(receiver.World.Received).Sms.Body);
        Assert.Equal(
            entry with { State = TrayState.Replayed, SettledAt = receiver.Time.GetUtcNow(), Outcome = outcome.Sentence },
            Assert.Single(receiver.World.Tray));
    }

    [Fact]
    public async Task What_is_still_not_understood_stays_open_and_says_when_it_was_tried()
    {
        await using var receiver = await Receiver.Start();
        await receiver.Post(Receiver.Inbound, [.. Sms[..3], ("To", "the office")]);
        var entry = Assert.Single(receiver.World.Tray);

        var outcome = await receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation);

        Assert.False(outcome.Taken);
        Assert.Equal(entry with { TriedAt = receiver.Time.GetUtcNow(), Outcome = entry.Reason }, Assert.Single(receiver.World.Tray));
    }

    [Fact]
    public async Task A_double_click_and_two_hosts_take_it_as_once()
    {
        await using var receiver = await Refused();
        var entry = Assert.Single(receiver.World.Tray);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation)));
        var later = await receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation);

        Assert.All([.. outcomes, later], outcome => Assert.True(outcome.Taken));
        Assert.Equal(TrayState.Replayed, Assert.Single(receiver.World.Tray).State);
        // The conversation knows the SID: to it a second time is nothing.
        Assert.Single(receiver.World.Received.Select(received => received.Sms.MessageSid).Distinct());
        Assert.InRange(receiver.World.Received.Count, 1, 2);
    }

    [Fact]
    public async Task A_failure_of_ours_leaves_it_open()
    {
        await using var receiver = await Refused();
        receiver.World.Fault = new TimeoutException("database down");

        await Assert.ThrowsAsync<TimeoutException>(() => receiver.Get<IWebhookReplay>().Replay(Assert.Single(receiver.World.Tray).Id, Cancellation));

        Assert.Equal(TrayState.Open, Assert.Single(receiver.World.Tray).State);
    }

    [Fact]
    public async Task All_of_one_reason_are_taken_in_the_order_in_which_they_came()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Fault = new RefusedException("not-now", "Not now.");
        for (var i = 0; i < 120; i++)
        {
            await receiver.Post(Receiver.Inbound, [.. Sms[1..], ("MessageSid", $"SM{i:x32}")]);
            receiver.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await receiver.Post(Receiver.Inbound, [.. Sms[..3], ("To", "the office")]);
        receiver.World.Fault = null;

        var total = await receiver.Get<IWebhookReplay>().ReplayAll(new("inbound", "Not now.", 120), Cancellation);

        Assert.Equal(new(120, 0), total);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"SM{i:x32}"), receiver.World.Received.Select(received => received.Sms.MessageSid));
        Assert.Single(receiver.World.Tray, entry => entry.State == TrayState.Open);
    }

    [Fact]
    public async Task A_status_callback_finds_the_message_that_is_there_now()
    {
        await using var receiver = await Receiver.Start();
        var entry = new TrayEntry(
            Guid.NewGuid(), "status", Receiver.Status, "application/x-www-form-urlencoded",
            $"MessageSid={Some.MessageSid}&MessageStatus=delivered&AccountSid={Some.AccountSid}", "unknown", default);
        receiver.World.Tray.Enqueue(entry);

        Assert.False((await receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation)).Taken);
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));
        receiver.World.BySid[Some.MessageSid] = new(Some.Conversation, Some.MessageId);
        Assert.True((await receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation)).Taken);

        Assert.Equal(new(Some.MessageId, "delivered", Some.MessageSid), Assert.Single(receiver.World.Reported).Report);
        Assert.Empty(receiver.World.Orphans);
    }

    [Fact]
    public async Task What_came_as_a_get_is_read_from_its_address()
    {
        await using var receiver = await Receiver.Start();
        receiver.World.Fault = new RefusedException("not-now", "Not now.");
        var target = $"{Receiver.Inbound}?MessageSid={Some.MessageSid}&AccountSid={Some.AccountSid}&From=%2B14155550123&To=%2B14155550100&Body=a+b%2Bc";
        await receiver.Send(new(HttpMethod.Get, new Uri(receiver.Url, target)), Receiver.SignatureOf(target));
        receiver.World.Fault = null;

        Assert.True((await receiver.Get<IWebhookReplay>().Replay(Assert.Single(receiver.World.Tray).Id, Cancellation)).Taken);

        Assert.Equal("a b+c", Assert.Single(receiver.World.Received).Sms.Body);
    }

    [Fact]
    public async Task What_another_account_sent_is_not_taken()
    {
        await using var receiver = await Receiver.Start();
        var entry = new TrayEntry(
            Guid.NewGuid(), "inbound", Receiver.Inbound, "application/x-www-form-urlencoded",
            $"MessageSid={Some.MessageSid}&AccountSid=AC{new string('9', 32)}&From=%2B14155550123&To=%2B14155550100&Body=x", "why", default);
        receiver.World.Tray.Enqueue(entry);

        var outcome = await receiver.Get<IWebhookReplay>().Replay(entry.Id, Cancellation);

        Assert.Contains("a carrier account that is not set up here", outcome.Sentence, StringComparison.Ordinal);
        Assert.Empty(receiver.World.Received);
        Assert.Equal(TrayState.Open, Assert.Single(receiver.World.Tray).State);
    }

    /// <summary>One text that a rule said no to, and no rule does any more.</summary>
    private static async Task<Receiver> Refused()
    {
        var receiver = await Receiver.Start();
        receiver.World.Fault = new RefusedException("not-now", "Not now.");
        await receiver.Post(Receiver.Inbound, Sms);
        receiver.World.Fault = null;
        return receiver;
    }
}
