using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class TextBackTests
{
    private const string Words = "Sorry we missed your call.";

    private Conversation _conversation = Some.Conversation(Some.Text(1));

    private ConversationHead Head => _conversation.Head!;

    [Fact]
    public void A_missed_call_is_answered_once_and_stays_what_the_list_shows()
    {
        var (before, change) = Miss(Some.Now);

        var text = change!.Message!;
        Assert.Equal((Words, Direction.Outbound, DeliveryStatus.Queued, 3, 1), (text.Body, text.Direction, text.Status, text.Number, text.NumSegments));
        Assert.Equal((Some.Line, Some.Contact, null, true), (text.From, text.To, text.UserId, text.IsTextBack));
        Assert.Equal(OutboxStep.Enter, change.Outbox);
        Assert.Equal((3, 2, 2, CallStatus.Missed), (Head.LastNumber, Head.SmsCount, Head.PreviewNumber, Head.PreviewCall));
        Assert.Null(_conversation.AnswerByText(before, Words, Some.Now));
    }

    [Fact]
    public void Who_calls_again_within_the_hour_gets_no_second_one_and_later_does()
    {
        Miss(Some.Now);
        Assert.Null(Miss(Some.Now + TextBack.Pause - TimeSpan.FromMinutes(1), 8).Change);
        Assert.NotNull(Miss(Some.Now + TextBack.Pause + TimeSpan.FromMinutes(1), 9).Change);
    }

    [Fact]
    public void What_was_missed_before_is_not_missed_anew()
    {
        var missed = End(Ring(Some.Now, 7), Some.Now);
        Assert.Null(_conversation.AnswerByText(missed, Words, Some.Now));
    }

    [Fact]
    public void Nobody_who_opted_out_is_texted()
    {
        Take(_conversation.Receive(Some.Text(2, "STOP"), Some.Now)!);
        Assert.Null(Miss(Some.Now).Change);
    }

    [Fact]
    public void Who_was_texted_or_called_since_is_not_texted_by_itself()
    {
        var ringing = Ring(Some.Now, 7);
        Take(_conversation.Queue(Some.Draft(), Some.Now));
        End(ringing, Some.Now);
        Assert.Null(_conversation.AnswerByText(ringing, Words, Some.Now));

        ringing = Ring(Some.Now, 8);
        Take(_conversation.Place(Calls.Draft(), Some.Now));
        End(ringing, Some.Now);
        Assert.Null(_conversation.AnswerByText(ringing, Words, Some.Now));
    }

    [Fact]
    public void A_call_that_is_known_of_too_late_is_left_alone()
    {
        var ringing = Ring(Some.Now, 7);
        End(ringing, Some.Now);
        Assert.Null(_conversation.AnswerByText(ringing, Words, Some.Now + TextBack.Late + TimeSpan.FromSeconds(1)));
        Assert.NotNull(_conversation.AnswerByText(ringing, Words, Some.Now + TextBack.Late));
    }

    [Fact]
    public void A_call_that_was_taken_is_not_answered()
    {
        var ringing = Ring(Some.Now, 7);
        Take(_conversation.Report(ringing, new(ringing.Id, CallLeg.Member, CallWords.Accepted, "CA2", Some.User), Some.Now)!);
        End(_conversation.Call(ringing.Id)!, Some.Now);
        Assert.Null(_conversation.AnswerByText(ringing, Words, Some.Now));
    }

    [Theory]
    [InlineData("ANONYMOUS")]
    [InlineData("12345")] // a short code
    [InlineData("+442079460123")] // a landline
    public void Who_cannot_read_it_gets_none(string contact)
    {
        _conversation = new Conversation(Some.Id).Apply(new Conversation(Some.Id).Ring(Calls.Inbound(6) with { Contact = contact }, Some.Now));
        var ringing = _conversation.Newest.OfType<Call>().Single();
        End(ringing, Some.Now);
        Assert.Null(_conversation.AnswerByText(ringing, Words, Some.Now));
    }

    private (Call Before, ConversationChange? Change) Miss(DateTimeOffset now, int sid = 7)
    {
        var ringing = Ring(now, sid);
        End(ringing, now);
        var change = _conversation.AnswerByText(ringing, Words, now);
        return (ringing, change is null ? null : Take(change));
    }

    private Call Ring(DateTimeOffset now, int sid) => Take(_conversation.Ring(Calls.Inbound(sid), now)).Call!;

    private Call End(Call call, DateTimeOffset now) => Take(_conversation.Report(call, new(call.Id, CallLeg.Contact, CallWords.NoAnswer), now)!).Call!;

    private ConversationChange Take(ConversationChange change)
    {
        _conversation = _conversation.Apply(change);
        return change;
    }
}
