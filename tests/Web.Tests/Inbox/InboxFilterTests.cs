using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Web.Components.Inbox;

namespace OrleansSms.Web.Tests.Inbox;

public sealed class InboxFilterTests
{
    private static readonly Line[] Lines = [new("+442079460112", "Main"), new("+442079460199", "Sales")];

    [Fact]
    public void The_plain_list_shows_what_is_open() =>
        Assert.Equal(new InboxQuery(State: ConversationState.Open), InboxFilter.Everything.Query(Lines));

    [Fact]
    public void A_search_looks_everywhere() => Assert.Equal(new InboxQuery(Search: "maya"), InboxFilter.Read(null, " maya ", null).Query(Lines));

    [Theory]
    [InlineData("unread", InboxView.Unread)]
    [InlineData("missed", InboxView.Missed)]
    [InlineData("DONE", InboxView.Done)]
    [InlineData("7", InboxView.All)]
    [InlineData("nonsense", InboxView.All)]
    [InlineData(null, InboxView.All)]
    public void An_address_that_says_nonsense_shows_everything(string? view, InboxView expected) => Assert.Equal(expected, InboxFilter.Read(view, null, null).View);

    [Fact]
    public void A_filter_survives_its_address_and_names_no_number()
    {
        var tag = InboxFilter.TagOf(Lines[1]);
        var filter = new InboxFilter(InboxView.Unread, "50% off & more", tag);
        Assert.Equal($"inbox/{Some.Conversation}?view=unread&q=50%25%20off%20%26%20more&line={tag}", filter.Href(Some.Conversation));
        Assert.Equal(Lines[1].Number, filter.Query(Lines).Line);
        Assert.DoesNotContain("7946", tag, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_row_belongs_where_the_desk_would_put_it()
    {
        var unread = InboxFilter.Read("unread", null, null);
        Assert.True(unread.Matches(Some.Row(1, 0, inbound: 2, read: 1), unread.Query(Lines)));
        Assert.False(unread.Matches(Some.Row(1, 0, inbound: 2, read: 2), unread.Query(Lines)));
        Assert.False(InboxFilter.Everything.Matches(Some.Row(1, 0, state: ConversationState.Done), InboxFilter.Everything.Query(Lines)));

        var number = InboxFilter.Read(null, "07700 900226", null);
        Assert.True(number.Matches(Some.Row(1, 0), number.Query(Lines)));
    }
}
