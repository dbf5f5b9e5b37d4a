using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class ConversationCallsTests
{
    private Conversation _conversation = Some.Conversation(Some.Text(1));

    private ConversationHead Head => _conversation.Head!;

    [Fact]
    public void A_call_of_ours_is_the_next_entry_and_the_newest_in_the_list_and_no_message()
    {
        var change = Take(_conversation.Place(Calls.Draft(), Some.Now.AddMinutes(1)));

        Assert.Equal((2, CallStatus.Queued, Calls.Phone, Some.User), (change.Call!.Number, change.Call.Status, change.Call.MemberNumber, change.Call.UserId));
        Assert.Equal((2, 1, 1), (Head.LastNumber, Head.SmsCount, Head.InboundCount));
        Assert.Equal((CallStatus.Queued, "", 2, Some.Now.AddMinutes(1)), (Head.PreviewCall, Head.Preview, Head.PreviewNumber, Head.LastActivityAt));
    }

    [Fact]
    public void The_list_shows_how_the_newest_call_stands_until_a_text_comes()
    {
        var call = Take(_conversation.Place(Calls.Draft(), Some.Now)).Call!;
        Take(_conversation.Report(call, new(call.Id, CallLeg.Contact, CallWords.Completed, Seconds: 75), Some.Now)!);
        Assert.Equal((CallStatus.Completed, 75), (Head.PreviewCall, Head.PreviewSeconds));

        Take(_conversation.Receive(Some.Text(2, "and one more thing"), Some.Now)!);
        Assert.Equal((null, null, "and one more thing"), (Head.PreviewCall, Head.PreviewSeconds, Head.Preview));

        var late = _conversation.Call(call.Id)!;
        Take(_conversation.Report(late, new(call.Id, CallLeg.Member, CallWords.Completed, Seconds: 80), Some.Now)!);
        Assert.Equal((null, "and one more thing"), (Head.PreviewCall, Head.Preview));
    }

    [Fact]
    public void A_missed_call_is_unread_once_and_opens_what_was_done()
    {
        var call = Take(_conversation.Ring(Calls.Inbound(7), Some.Now)).Call!;
        Assert.Equal((1, 1, 0), (Head.InboundCount, Head.UnreadCount, Head.MissedCount));
        Take(_conversation.SetState(ConversationState.Snoozed, Some.Deed())!);

        var missed = Take(_conversation.Report(call, new(call.Id, CallLeg.Contact, CallWords.NoAnswer), Some.Now)!);
        Assert.Equal((2, 2, 1, ConversationState.Open), (Head.InboundCount, Head.UnreadCount, Head.MissedCount, Head.State));
        Assert.Equal(UnreadStep.None, missed.Unread);

        Take(_conversation.Record(missed.Call!, new("RE1", RecordingKind.Voicemail, RecordingStatus.Waiting, 32, 1, null, null, "https://example.com", Some.Now), Some.Now)!);
        Assert.Equal((2, 1, CallStatus.Voicemail, 32), (Head.InboundCount, Head.MissedCount, Head.PreviewCall, Head.PreviewSeconds));

        Take(_conversation.SetState(ConversationState.Done, Some.Deed())!);
        Assert.Equal((0, 0), (Head.UnreadCount, Head.MissedCount));
    }

    [Fact]
    public void The_first_that_anybody_misses_is_unread_for_everyone()
    {
        Take(_conversation.SetState(ConversationState.Done, Some.Deed())!);
        var call = Take(_conversation.Ring(Calls.Inbound(7), Some.Now)).Call!;

        Assert.Equal(UnreadStep.Everyone, _conversation.Report(call, new(call.Id, CallLeg.Contact, CallWords.Canceled), Some.Now)!.Unread);
    }

    [Fact]
    public void A_call_that_was_taken_is_nobodys_unread()
    {
        var call = Take(_conversation.Ring(Calls.Inbound(7), Some.Now)).Call!;
        call = Take(_conversation.Report(call, new(call.Id, CallLeg.Member, CallWords.Accepted, "CA2", Some.User), Some.Now)!).Call!;
        Take(_conversation.Report(call, new(call.Id, CallLeg.Contact, CallWords.Completed, Seconds: 9), Some.Now)!);

        Assert.Equal((1, 0), (Head.InboundCount, Head.MissedCount));
    }

    [Fact]
    public void A_flood_of_calls_from_one_number_rings_ten_times_and_no_more_until_it_is_over()
    {
        for (var i = 0; i < 15; i++)
        {
            var status = Take(_conversation.Ring(Calls.Inbound(i + 10), Some.Now.AddSeconds(i))).Call!.Status;
            Assert.Equal(i < Conversation.MostRinging ? CallStatus.Ringing : CallStatus.TurnedAway, status);
        }

        Assert.Equal(16, Head.LastNumber);
        Assert.Equal(CallStatus.Ringing, _conversation.Ring(Calls.Inbound(99), Some.Now + Conversation.FloodTime.Add(TimeSpan.FromMinutes(1))).Call!.Status);
    }

    [Fact]
    public void Nobody_calls_themselves()
    {
        Assert.Equal(Refusals.SameNumber, Assert.Throws<RefusedException>(() => _conversation.Place(Calls.Draft() with { Contact = Some.Line }, Some.Now)).Code);
        Assert.Equal(Refusals.SameNumber, Assert.Throws<RefusedException>(() => _conversation.Place(Calls.Draft() with { MemberNumber = Some.Contact }, Some.Now)).Code);
        Assert.Equal(Refusals.SameNumber, Assert.Throws<RefusedException>(() => _conversation.Place(Calls.Draft() with { MemberNumber = Some.Line }, Some.Now)).Code);
    }

    [Fact]
    public void The_end_is_asked_for_once_and_not_of_what_is_over()
    {
        var call = Take(_conversation.Place(Calls.Draft(), Some.Now)).Call!;
        call = Take(_conversation.HangUp(call, Some.User, Some.Now)!).Call!;
        Assert.True(call.IsHangUpAsked);
        Assert.Null(_conversation.HangUp(call, Guid.NewGuid(), Some.Now));

        call = Take(_conversation.Report(call, new(call.Id, CallLeg.Member, CallWords.Canceled), Some.Now)!).Call!;
        Assert.Equal(CallStatus.Canceled, call.Status);
        Assert.Null(_conversation.HangUp(call with { Timeline = [] }, Some.User, Some.Now));
    }

    private ConversationChange Take(ConversationChange change)
    {
        Assert.Equal(Head.Version + 1, change.Head.Version);
        _conversation = _conversation.Apply(change);
        return change;
    }
}
