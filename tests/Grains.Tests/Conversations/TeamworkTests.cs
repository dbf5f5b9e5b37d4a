using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class TeamworkTests
{
    private static readonly Guid Dana = Guid.Parse("22222222-2222-4222-8222-222222222222");

    private Conversation _conversation = Some.Conversation(Some.Text(1), Some.Text(2));

    private ConversationHead Head => _conversation.Head!;

    [Fact]
    public void Done_is_told_in_the_thread_and_settles_what_is_unread_for_everyone()
    {
        var change = Do(conversation => conversation.SetState(ConversationState.Done, Some.Deed()));

        Assert.Equal((AsideKind.Done, Some.User, 3), (change.Aside!.Kind, change.Aside.UserId, change.Aside.Number));
        Assert.Equal((ConversationState.Done, 0, 2, 3), (Head.State, Head.UnreadCount, Head.SettledCount, Head.LastNumber));
        Assert.Equal(UnreadStep.Nobody, change.Unread);
        Assert.Equal(2, new ThreadPage(Head, [], null).ReadCount(Dana));
    }

    [Fact]
    public void What_was_said_already_is_no_change()
    {
        Assert.Null(_conversation.SetState(ConversationState.Open, Some.Deed()));
        Assert.Null(_conversation.Assign(null, Some.Deed()));
        Assert.Null(_conversation.Tag("vip", set: false));
        Do(conversation => conversation.Assign(Dana, Some.Deed()));
        Assert.Null(_conversation.Assign(Dana, Some.Deed()));
        Do(conversation => conversation.Snooze(Some.Now.AddDays(1), Some.Deed()));
        Assert.Null(_conversation.Snooze(Some.Now.AddDays(1), Some.Deed()));
    }

    [Fact]
    public void A_text_that_comes_in_opens_what_is_done_or_asleep_and_is_unread_for_everyone()
    {
        foreach (var (sid, state) in new[] { (3, ConversationState.Done), (4, ConversationState.Snoozed) })
        {
            Do(conversation => conversation.SetState(state, Some.Deed()));
            var change = Do(conversation => conversation.Receive(Some.Text(sid), Some.Now)!);
            Assert.Equal((ConversationState.Open, null), (Head.State, Head.SnoozedUntil));
            Assert.Equal(state == ConversationState.Done ? UnreadStep.Everyone : UnreadStep.None, change.Unread);
        }

        Assert.Equal((4, 2), (Head.InboundCount, Seen(Dana)));
    }

    [Fact]
    public void A_snooze_ends_when_its_time_has_come_and_not_before()
    {
        Do(conversation => conversation.Snooze(Some.Now.AddHours(1), Some.Deed()));

        Assert.Null(_conversation.Wake(Guid.NewGuid(), Some.Now.AddMinutes(59)));
        var change = Do(conversation => conversation.Wake(Guid.NewGuid(), Some.Now.AddHours(1))!);

        Assert.Equal((AsideKind.Woken, null), (change.Aside!.Kind, change.Aside.UserId));
        Assert.Equal((ConversationState.Open, Some.Now.AddHours(1)), (Head.State, Head.LastActivityAt));
        Assert.Null(_conversation.Wake(Guid.NewGuid(), Some.Now.AddDays(1)));
    }

    [Fact]
    public void A_snooze_without_an_end_waits_for_a_text()
    {
        Do(conversation => conversation.Snooze(null, Some.Deed()));

        Assert.Null(_conversation.Wake(Guid.NewGuid(), Some.Now.AddYears(10)));
    }

    [Fact]
    public void Nobody_is_woken_in_the_past() => Assert.Equal(Refusals.InvalidTime, Refused(() => _conversation.Snooze(Some.Now, Some.Deed())));

    [Fact]
    public void A_note_is_an_entry_and_leaves_what_the_list_shows_of_the_contact()
    {
        var before = Head;
        var change = Do(conversation => conversation.AddNote(new(Guid.NewGuid(), "  call back  ", [Dana]), Some.User, Some.Now));

        Assert.Equal(("call back", 3), (change.Aside!.Body, change.Aside.Number));
        Assert.Equal(before with { Version = before.Version + 1, LastNumber = 3 }, Head);
        Assert.Equal(change.Aside, _conversation.Note(change.Aside.Id));
        Do(conversation => conversation.Receive(Some.Text(3), Some.Now)!);
        Assert.Equal((4, 3, 4), (Head.LastNumber, Head.SmsCount, Head.PreviewNumber));
    }

    [Fact]
    public void The_list_shows_the_status_of_the_newest_text_also_when_a_note_came_after_it()
    {
        var sent = Do(conversation => conversation.Queue(Some.Draft(), Some.Now)).Message!;
        Do(conversation => conversation.AddNote(new(Guid.NewGuid(), "waiting", []), Some.User, Some.Now));

        Do(conversation => conversation.Report(conversation.Recent(sent.Id)!, new(sent.Id, "delivered", Some.Sid(9)), Some.Now)!);

        Assert.Equal(DeliveryStatus.Delivered, Head.PreviewStatus);
    }

    [Theory]
    [InlineData("", Refusals.EmptyMessage)]
    [InlineData(" \n ", Refusals.EmptyMessage)]
    public void An_empty_note_is_refused(string body, string code) =>
        Assert.Equal(code, Refused(() => _conversation.AddNote(new(Guid.NewGuid(), body, []), Some.User, Some.Now)));

    [Fact]
    public void A_note_has_its_limits()
    {
        Assert.Equal(Refusals.MessageTooLong, Refused(() => _conversation.AddNote(new(Guid.NewGuid(), new('x', 4001), []), Some.User, Some.Now)));
        Assert.Equal(Refusals.TooManyMentions, Refused(() =>
            _conversation.AddNote(new(Guid.NewGuid(), "x", [.. Enumerable.Range(0, 21).Select(_ => Guid.NewGuid())]), Some.User, Some.Now)));
    }

    [Fact]
    public void Tags_are_the_same_whatever_their_case_and_come_in_order()
    {
        Do(conversation => conversation.Tag(" Late   Payer ", set: true));
        Do(conversation => conversation.Tag("VIP", set: true));
        Do(conversation => conversation.Tag("billing", set: true));

        Assert.Null(_conversation.Tag("vip", set: true));
        Assert.Equal(["billing", "late payer", "vip"], Head.Tags);
        Do(conversation => conversation.Tag("Late payer", set: false));
        Assert.Equal(TagSet.Of(["vip", "billing"]), Head.Tags);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("01234567890123456789012345678901234567890")]
    public void A_tag_that_is_none_is_refused(string tag) => Assert.Equal(Refusals.InvalidTag, Refused(() => _conversation.Tag(tag, set: true)));

    [Fact]
    public void There_are_only_so_many_tags()
    {
        for (var i = 0; i < TagSet.Most; i++)
        {
            Do(conversation => conversation.Tag($"tag {i}", set: true));
        }

        Assert.Equal(Refusals.TooManyTags, Refused(() => _conversation.Tag("one more", set: true)));
    }

    [Fact]
    public void Marked_unread_stays_unread_until_it_is_read_or_done()
    {
        Open();
        Do(conversation => conversation.MarkRead(Some.User, 2)!);
        Assert.Null(_conversation.MarkUnread(Dana));

        Do(conversation => conversation.MarkUnread(Some.User)!);
        Assert.Equal((1, 1), (Seen(Some.User), Head.UnreadCount));
        Assert.Null(_conversation.MarkUnread(Some.User));
        Do(conversation => conversation.MarkRead(Some.User, 2)!);
        Assert.Equal((2, 0), (Seen(Some.User), Head.UnreadCount));

        Do(conversation => conversation.SetState(ConversationState.Done, Some.Deed()));
        Do(conversation => conversation.MarkUnread(Dana)!);
        Assert.Equal((1, 2), (Seen(Dana), Seen(Some.User)));
        Do(conversation => conversation.SetState(ConversationState.Open, Some.Deed()));
        Assert.Equal(1, Seen(Dana));
        Do(conversation => conversation.SetState(ConversationState.Done, Some.Deed()));
        Assert.Equal(2, Seen(Dana));
    }

    [Fact]
    public void Failures_are_counted_since_it_was_last_done()
    {
        var first = Fail();
        Fail();
        Assert.Equal(2, Head.FailedCount);
        Do(conversation => conversation.Report(conversation.Recent(first.Id)!, new(first.Id, "delivered", Some.Sid(50)), Some.Now)!);
        Assert.Equal(1, Head.FailedCount);

        var before = Fail();
        Do(conversation => conversation.SetState(ConversationState.Done, Some.Deed()));
        Fail();
        Do(conversation => conversation.Report(conversation.Recent(before.Id)!, new(before.Id, "delivered", Some.Sid(52)), Some.Now)!);
        Assert.Equal(1, Head.FailedCount);
    }

    private static string Refused(Func<object?> ask) => Assert.Throws<RefusedException>(ask).Code;

    private int Seen(Guid user) => new ThreadPage(Head, [], null, _conversation.Readers).ReadCount(user);

    private void Open() => _conversation = _conversation.Open(_conversation.Newest, _conversation.Readers);

    private Message Fail()
    {
        var message = Do(conversation => conversation.Queue(Some.Draft(), Some.Now)).Message!;
        return Do(conversation => conversation.Report(conversation.Recent(message.Id)!, new(message.Id, "failed", ErrorCode: 30003), Some.Now)!).Message!;
    }

    private ConversationChange Do(Func<Conversation, ConversationChange?> decide)
    {
        var change = decide(_conversation);
        Assert.NotNull(change);
        _conversation = _conversation.Apply(change);
        return change;
    }
}
