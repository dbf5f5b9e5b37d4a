using Bunit;
using Microsoft.Extensions.DependencyInjection;
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
