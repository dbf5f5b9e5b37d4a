using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class LaterTests
{
    private static readonly DateTimeOffset Tomorrow = Some.Now.AddDays(1);

    private Conversation _conversation = Some.Conversation();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_has_not_left_can_be_taken_back(bool scheduled)
    {
        var message = Queue(Some.Draft("last", sendAt: scheduled ? Tomorrow : null) with { Hold = TimeSpan.FromSeconds(scheduled ? 0 : 5) });

        var change = _conversation.Withdraw(message, Some.Now)!;

        Assert.Equal((DeliveryStatus.Canceled, OutboxStep.Withdraw), (change.Message!.Status, change.Outbox));
        Assert.Equal(DeliveryStatus.Canceled, change.Head.PreviewStatus);
        Assert.Equal("withdrawn", Assert.Single(change.Message.Timeline).Word);
        _conversation = _conversation.Apply(change);
        Assert.Null(_conversation.Withdraw(_conversation.Recent(message.Id)!, Some.Now));
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("in_doubt")]
    [InlineData("delivered")]
    [InlineData("failed")]
    public void What_the_carrier_has_or_may_have_cannot(string word)
    {
        var message = Queue(Some.Draft());
        _conversation = _conversation.Apply(_conversation.Report(message, new(message.Id, word), Some.Now)!);

        var refusal = Assert.Throws<RefusedException>(() => _conversation.Withdraw(_conversation.Recent(message.Id)!, Some.Now));
        Assert.Equal((Refusals.TooLate, "Too late: it was sent."), (refusal.Code, refusal.Message));
    }

    [Fact]
    public void What_is_sent_again_cannot_for_it_may_have_arrived()
    {
        var message = Queue(Some.Draft());
        foreach (var word in new[] { "in_doubt", "not_confirmed", "sent_again" })
        {
            _conversation = _conversation.Apply(_conversation.Report(_conversation.Recent(message.Id)!, new(message.Id, word, Attempt: 1), Some.Now)!);
        }

        Assert.Equal(Refusals.TooLate, Assert.Throws<RefusedException>(() => _conversation.Withdraw(_conversation.Recent(message.Id)!, Some.Now)).Code);
    }

    [Fact]
    public void A_moments_hold_is_told_and_only_of_what_goes_at_once()
    {
        Assert.Equal(Some.Now.AddSeconds(5), Queue(Some.Draft() with { Hold = TimeSpan.FromSeconds(5) }).HeldUntil);
        Assert.Null(Queue(Some.Draft()).HeldUntil);
        Assert.Null(Queue(Some.Draft(sendAt: Tomorrow) with { Hold = TimeSpan.FromSeconds(5) }).HeldUntil);
    }

    [Fact]
    public void Nobody_holds_a_text_for_long_or_waits_for_a_reply_without_a_time()
    {
        Assert.Throws<RefusedException>(() => Queue(Some.Draft() with { Hold = TimeSpan.FromSeconds(31) }));
        Assert.Throws<RefusedException>(() => Queue(Some.Draft() with { Hold = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<RefusedException>(() => Queue(Some.Draft() with { CancelOnReply = true }));
    }

    [Fact]
    public void A_scheduled_text_gets_other_words_and_another_time()
    {
        var message = Queue(Some.Draft("hi", sendAt: Tomorrow));

        var change = _conversation.Reschedule(message, new("ο " + new string('x', 70), Tomorrow.AddHours(1), CancelOnReply: true), Some.Now)!;

        Assert.Equal((OutboxStep.Move, DeliveryStatus.Scheduled, 2), (change.Outbox, change.Message!.Status, change.Message.NumSegments));
        Assert.Equal((Tomorrow.AddHours(1), true), (change.Message.SendAt, change.Message.CancelOnReply));
        Assert.StartsWith("ο xx", change.Head.Preview, StringComparison.Ordinal);
        Assert.Null(_conversation.Apply(change).Reschedule(change.Message, new(SendAt: Tomorrow.AddHours(1)), Some.Now));
    }

    [Fact]
    public void The_draft_it_once_was_is_still_the_same()
    {
        var draft = Some.Draft("hi", sendAt: Tomorrow);
        var message = Queue(draft);
        var changed = _conversation.Reschedule(message, new("better", Tomorrow.AddHours(1)), Some.Now)!.Message!;

        Assert.True(DraftRules.IsSame(changed, draft));
        Assert.False(DraftRules.IsSame(changed, draft with { Contact = "+447700900999" }));
        Assert.False(DraftRules.IsSame(Queue(Some.Draft("hi", sendAt: Tomorrow)), draft with { Body = "other" }));
        Assert.Equal("rescheduled", Assert.Single(changed.Timeline).Word);
    }

    [Fact]
    public void Sent_now_it_is_due_at_once_and_waits_for_no_reply()
    {
        var message = Queue(Some.Draft(sendAt: Tomorrow) with { CancelOnReply = true });

        var change = _conversation.Reschedule(message, new(Now: true), Some.Now.AddHours(1))!;

        Assert.Equal((Some.Now.AddHours(1), false), (change.Message!.SendAt, change.Message.CancelOnReply));
    }

    [Fact]
    public void A_change_that_would_not_be_taken_as_a_draft_is_refused()
    {
        var message = Queue(Some.Draft(sendAt: Tomorrow));

        Assert.Equal(Refusals.EmptyMessage, Refused(message, new(" ")));
        Assert.Equal(Refusals.MessageTooLong, Refused(message, new(new string('x', 1601))));
        Assert.Equal(Refusals.InvalidSendTime, Refused(message, new(SendAt: Some.Now)));
        Assert.Equal(Refusals.TooLate, Refused(Queue(Some.Draft()), new("x")));
        _conversation = _conversation.Apply(_conversation.Withdraw(message, Some.Now)!);
        Assert.Equal(Refusals.NotScheduled, Refused(_conversation.Recent(message.Id)!, new("x")));
    }

    [Fact]
    public void A_reply_ends_what_was_to_wait_for_it_and_nothing_else()
    {
        var until = Queue(Some.Draft("1", sendAt: Tomorrow) with { CancelOnReply = true });
        var other = Queue(Some.Draft("2", sendAt: Tomorrow));

        Assert.Null(_conversation.Answered(Some.Now.AddSeconds(-1), Some.Now));
        _conversation = _conversation.Apply(_conversation.Answered(Some.Now, Some.Now)!);

        Assert.Null(_conversation.Answered(Some.Now, Some.Now));
        Assert.Equal((DeliveryStatus.Canceled, "They replied before this was sent."), (_conversation.Recent(until.Id)!.Status, _conversation.Recent(until.Id)!.ErrorMessage));
        Assert.Equal(DeliveryStatus.Scheduled, _conversation.Recent(other.Id)!.Status);
    }

    // Members and the line's sender pull at the same texts in any order: each is given to the carrier or taken back, never both, and a reply is never lost.
    [Fact]
    public Task Taken_back_or_posted_but_never_both() => Gen.Int[0, 7].Array[5, 30].SampleAsync(async steps =>
    {
        var store = new FakeConversationStore();
        var id = Some.Id;
        var turns = new TurnQueue(id, store, _ => { }, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var (posted, sids, now) = (new HashSet<Guid>(), 0, Some.Now);
        var drafts = new List<Guid>();
        foreach (var step in steps)
        {
            now = now.AddMinutes(7);
            switch (step)
            {
                case 0 or 1:
                    var draft = Some.Draft(sendAt: now.AddMinutes(20)) with { CancelOnReply = step == 0 };
                    drafts.Add(draft.MessageId);
                    await turns.Take(new(conversation => conversation.Queue(draft, now)) { MayOpen = true });
                    break;
                case 2 when await store.Outbox.Claim(Some.Line, now, TimeSpan.FromDays(9), default) is { } item:
                    posted.Add(item.MessageId);
                    break;
                case 3 when drafts.Count > 0:
                    var which = drafts[now.Minute % drafts.Count];
                    await Record.ExceptionAsync(() => turns.Take(new(conversation => conversation.Withdraw(conversation.Recent(which)!, now)) { About = which }));
                    break;
                case 4 when drafts.Count > 0:
                    var later = drafts[now.Minute % drafts.Count];
                    await Record.ExceptionAsync(() => turns.Take(new(conversation => conversation.Reschedule(conversation.Recent(later)!, new(SendAt: now.AddMinutes(30)), now)) { About = later }));
                    break;
                case >= 5:
                    var text = Some.Text(++sids);
                    await turns.Take(new(conversation => conversation.Receive(text, now)) { MayOpen = true, Then = conversation => conversation.Answered(now, now) });
                    Assert.Contains(store.All, message => message.MessageSid == text.MessageSid);
                    break;
            }

            Assert.Empty(store.All.Where(message => message.Status == DeliveryStatus.Canceled && posted.Contains(message.Id)));
        }

        Assert.Equal(sids, store.All.Count(message => message.Direction == Direction.Inbound));
    }, iter: 200);

    private Message Queue(Draft draft)
    {
        _conversation = _conversation.Apply(_conversation.Queue(draft, Some.Now));
        return _conversation.Recent(draft.MessageId)!;
    }

    private string Refused(Message message, Rescheduling wanted) =>
        Assert.Throws<RefusedException>(() => _conversation.Reschedule(message, wanted, Some.Now)).Code;
}
