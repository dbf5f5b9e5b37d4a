using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Contacts;
using OrleansSms.Web.Components.Inbox;

namespace OrleansSms.Web.Tests.Contacts;

public sealed class NamedTests : BunitContext
{
    private const string Other = "+447700900777";

    private readonly NamesDouble _names = new();

    public NamedTests() => Services.AddSingleton<IContactNames>(_names).AddSingleton(Some.Clock());

    [Fact]
    public void A_number_that_nobody_has_is_its_own_name() => Assert.Equal("+44 7700 900226", Named(Some.Contact).Markup);

    [Fact]
    public void A_contact_without_a_name_is_shown_by_number()
    {
        _names.Call(Some.Contact, null);

        Assert.Equal("+44 7700 900226", Named(Some.Contact).Markup);
    }

    [Fact]
    public void A_name_that_changes_changes_on_the_open_screen()
    {
        _names.Call(Some.Contact, "Maya");
        var named = Named(Some.Contact);
        Assert.Equal("Maya", named.Markup);

        _names.Call(Other, "Somebody else");
        Assert.Equal("Maya", named.Markup);
        _names.Call(Some.Contact, "Maya Okafor");
        named.WaitForAssertion(() => Assert.Equal("Maya Okafor", named.Markup));
    }

    [Fact]
    public void Another_number_in_the_same_place_has_its_own_name()
    {
        _names.Call(Some.Contact, "Maya");
        _names.Call(Other, "Grete");
        var named = Named(Some.Contact);

        named.Render(parameters => parameters.Add(x => x.Number, Other));

        Assert.Equal("Grete", named.Markup);
    }

    [Fact]
    public void Where_names_cannot_be_read_the_number_stands()
    {
        _names.Fails = new TimeoutException();

        Assert.Equal("+44 7700 900226", Named(Some.Contact).Markup);
    }

    [Fact]
    public async Task What_left_the_screen_is_told_nothing_any_more()
    {
        Named(Some.Contact);
        Assert.Equal(1, _names.Followers);

        await DisposeComponentsAsync();

        Assert.Equal(0, _names.Followers);
    }

    [Fact]
    public void A_row_of_the_list_shows_the_name_and_a_tint_that_stays_when_it_changes()
    {
        var contact = Guid.NewGuid();
        _names.Call(Some.Contact, "Maya Okafor", contact);
        var row = Render<ConversationRow>(parameters => parameters.Add(x => x.Row, new InboxRow(Some.Head(), 0)).Add(x => x.Href, "inbox/1").Add(x => x.Time, "12:00"));
        Assert.Equal("Maya Okafor", row.Find(".row-name").TextContent);
        Assert.Equal("MO", row.Find(".avatar").TextContent);
        var tint = row.Find(".avatar").ClassName;

        _names.Call(Some.Contact, "Grete Müller", contact);

        row.WaitForAssertion(() => Assert.Equal("GM", row.Find(".avatar").TextContent));
        Assert.Equal(tint, row.Find(".avatar").ClassName);
    }

    private IRenderedComponent<Named> Named(string number) => Render<Named>(parameters => parameters
        .Add(x => x.Number, number).Add(x => x.ChildContent, called => builder => builder.AddContent(0, called.Name)));
}
