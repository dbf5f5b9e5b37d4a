using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Calls;

namespace OrleansSms.Web.Tests.Live;

public sealed class AlertRulesTests
{
    private static readonly Guid Dana = Guid.NewGuid();

    [Fact]
    public void A_text_that_comes_in_is_told_to_who_has_it_and_to_everybody_when_nobody_has()
    {
        Assert.Equal(AlertKind.Unassigned, Of(CameIn(assignee: null)));
        Assert.Equal(AlertKind.Mine, Of(CameIn(assignee: Some.Me)));
        Assert.Null(Of(CameIn(assignee: Dana)));
    }

    [Fact]
    public void A_bill_a_late_copy_and_what_was_read_are_no_news()
    {
        var text = CameIn(null);
        Assert.Null(Of(text with { Message = text.Message! with { Price = -0.01m } }));
        Assert.Null(Of(text with { Head = text.Head with { LastNumber = 6 } }));
        Assert.Null(Of(text with { Message = null, Read = new(Some.Me, 1) }));
        Assert.Null(AlertRules.Of(text, Some.Me, Some.Noon.AddMinutes(11)));
    }

    [Fact]
    public void A_text_that_was_found_later_is_news_when_it_is_found()
    {
        var text = CameIn(null);
        var found = text.Message! with { Recovered = true, Price = -0.01m, DateCreated = Some.Noon.AddHours(-3) };
        Assert.Equal(AlertKind.Unassigned, Of(text with { Message = found }));
    }

    [Fact]
    public void A_note_is_told_to_whom_it_names_unless_they_wrote_it()
    {
        Assert.Equal(AlertKind.Mentioned, Of(Aside(AsideKind.Note, Dana, mentions: [Some.Me])));
        Assert.Null(Of(Aside(AsideKind.Note, Dana, mentions: [Dana])));
        Assert.Null(Of(Aside(AsideKind.Note, Some.Me, mentions: [Some.Me])));
    }

    [Fact]
    public void What_is_given_to_me_is_told_unless_I_took_it()
    {
        Assert.Equal(AlertKind.Assigned, Of(Aside(AsideKind.Assigned, Dana, subject: Some.Me)));
        Assert.Null(Of(Aside(AsideKind.Assigned, Some.Me, subject: Some.Me)));
        Assert.Null(Of(Aside(AsideKind.Assigned, Some.Me, subject: Dana)));
        Assert.Null(Of(Aside(AsideKind.Unassigned, Dana)));
    }

    [Fact]
    public void A_failure_is_told_to_who_wrote_it_and_again_only_when_it_was_sent_again()
    {
        var failed = Some.Change(Some.Head(last: 5), Some.Out(5, status: DeliveryStatus.Undelivered));
        Assert.Equal(AlertKind.Failed, Of(failed));
        Assert.Null(Of(failed with { Message = failed.Message! with { UserId = Dana } }));
        Assert.Null(Of(failed with { Message = failed.Message! with { Status = DeliveryStatus.Delivered } }));

        var again = failed with { Message = failed.Message! with { Timeline = [new(DeliveryReport.SentAgain, null, null, Some.Noon, null, 1)] } };
        Assert.NotEqual(AlertRules.IdOf(failed, AlertKind.Failed), AlertRules.IdOf(again, AlertKind.Failed));
    }

    [Fact]
    public void A_missed_call_is_told_like_a_text_that_came_and_once()
    {
        var missed = SomeCall.Change(SomeCall.Of(CallStatus.Missed, Direction.Inbound));
        Assert.Equal(AlertKind.Missed, Of(missed));
        Assert.Equal(AlertKind.Missed, Of(missed with { Head = missed.Head with { AssigneeId = Some.Me } }));
        Assert.Null(Of(missed with { Head = missed.Head with { AssigneeId = Dana } }));
        Assert.Null(Of(SomeCall.Change(SomeCall.Of(CallStatus.Ringing, Direction.Inbound))));
        Assert.Null(Of(SomeCall.Change(SomeCall.Of(CallStatus.NoAnswer))));

        var voicemail = SomeCall.Change(SomeCall.Of(CallStatus.Voicemail, Direction.Inbound) with { EndedAt = Some.Noon });
        Assert.Equal(AlertRules.IdOf(missed, AlertKind.Missed), AlertRules.IdOf(voicemail, AlertKind.Missed));
        Assert.Null(AlertRules.Of(voicemail with { Call = voicemail.Call! with { DateUpdated = Some.Noon.AddHours(1) } }, Some.Me, Some.Noon.AddHours(1)));
    }

    internal static ConversationChange CameIn(Guid? assignee, int number = 5, ConversationId? id = null) =>
        Some.Change(Some.Head(id, last: number) with { AssigneeId = assignee }, Some.In(number));

    private static ConversationChange Aside(AsideKind kind, Guid by, Guid? subject = null, params Guid[] mentions) => Some.Change(Some.Head(last: 5)) with
    {
        Aside = new(Guid.NewGuid(), Some.Conversation, 5, kind, by, "look", [.. mentions], subject, null, Some.Noon),
    };

    private static AlertKind? Of(ConversationChange change) => AlertRules.Of(change, Some.Me, Some.Noon);
}
