using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Inbox;

namespace OrleansSms.Web.Tests.Inbox;

public sealed class ConversationRowTests : BunitContext
{
    public ConversationRowTests() => Services.AddSingleton(Some.Clock()).AddSingleton<OrleansSms.Contacts.IContactNames>(new NamesDouble());

    [Fact]
    public void An_unread_row_says_how_much()
    {
        var row = Row(new(Some.Head(inbound: 3), 1));
        Assert.Contains("is-unread", row.Find("a").ClassName, StringComparison.Ordinal);
        Assert.Equal("2 unread", row.Find(".unread .sr").TextContent);
        Assert.Equal("+44 7700 900226", row.Find(".row-name").TextContent);
    }

    [Fact]
    public void Our_own_text_is_marked_and_a_failed_one_says_so_in_words()
    {
        var row = Row(new(Some.Head(direction: Direction.Outbound, status: DeliveryStatus.Failed, preview: "see you"), 0));
        Assert.Equal("You: see you", row.Find(".row-preview > span[dir]").TextContent);
        Assert.Equal("Not delivered.", row.Find(".row-preview .sr").TextContent);
    }

    [Fact]
    public void A_draft_takes_the_place_of_the_preview_until_the_conversation_is_open()
    {
        Assert.Equal("Draft: half a sentence", Row(new(Some.Head(), 0), draft: "half a\nsentence").Find(".is-draft").TextContent);
        Assert.Empty(Row(new(Some.Head(), 0), draft: "half", active: true).FindAll(".is-draft"));
    }

    [Fact]
    public void Somebody_who_is_replying_takes_the_place_of_preview_and_draft()
    {
        var row = Row(new(Some.Head(preview: "hello"), 0), draft: "half", replying: "Dana is replying…");
        Assert.Equal("Dana is replying…", row.Find(".row-preview").TextContent.Trim());
    }

    [Theory]
    [InlineData(CallStatus.Missed, Direction.Inbound, null, "Missed call")]
    [InlineData(CallStatus.Voicemail, Direction.Inbound, 32, "Voicemail 0:32")]
    [InlineData(CallStatus.Voicemail, Direction.Inbound, null, "Voicemail")]
    [InlineData(CallStatus.Completed, Direction.Outbound, 200, "Call 3:20")]
    [InlineData(CallStatus.Completed, Direction.Inbound, 3723, "Call 1:02:03")]
    [InlineData(CallStatus.Ringing, Direction.Inbound, null, "Ringing…")]
    [InlineData(CallStatus.CallingMember, Direction.Outbound, null, "Calling…")]
    [InlineData(CallStatus.Talking, Direction.Outbound, null, "On a call…")]
    [InlineData(CallStatus.NoAnswer, Direction.Outbound, null, "Outgoing call · no answer")]
    [InlineData(CallStatus.Busy, Direction.Outbound, null, "Outgoing call · busy")]
    [InlineData(CallStatus.Failed, Direction.Outbound, null, "Outgoing call · failed")]
    [InlineData(CallStatus.TurnedAway, Direction.Inbound, null, "Call turned away")]
    public void A_call_says_how_it_stands_in_words_and_a_missed_one_is_red(CallStatus status, Direction direction, int? seconds, string said)
    {
        var row = Row(new(Some.Head(preview: "", direction: direction) with { PreviewCall = status, PreviewSeconds = seconds }, 0));
        Assert.Equal(said, row.Find(".row-preview").TextContent.Trim());
        Assert.Equal(status.IsMissed(), row.Find(".row-preview").ClassList.Contains("is-missed-call"));
        Assert.NotNull(row.Find(".row-preview svg"));
    }

    [Fact]
    public void A_text_that_was_deleted_is_no_photo()
    {
        var row = Row(new(Some.Head(preview: "") with { PreviewNumber = 1, TextsDeletedThrough = 1 }, 0));
        Assert.Equal("Text deleted", row.Find(".row-preview").TextContent.Trim());
        Assert.Empty(row.FindAll(".row-preview svg"));
    }

    [Fact]
    public void The_same_row_again_is_not_rendered_again()
    {
        var row = Row(new(Some.Head(), 0));
        row.Render(parameters => parameters.Add(x => x.Row, new InboxRow(Some.Head(), 0)));
        Assert.Equal(1, row.RenderCount);

        row.Render(parameters => parameters.Add(x => x.Row, new InboxRow(Some.Head(inbound: 1), 0)));
        Assert.Equal(2, row.RenderCount);
    }

    private IRenderedComponent<ConversationRow> Row(InboxRow row, string? draft = null, bool active = false, string? replying = null) => Render<ConversationRow>(parameters => parameters
        .Add(x => x.Row, row).Add(x => x.Href, "inbox/1").Add(x => x.Time, "12:00").Add(x => x.Draft, draft).Add(x => x.Replying, replying).Add(x => x.Active, active));
}
