using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contacts;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Contacts;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Contacts;

public sealed class ContactCardTests : BunitContext
{
    private readonly BookDouble _book = new();

    public ContactCardTests() => Services.AddSingleton<IContactBook>(_book).AddSingleton(Some.Clock()).AddSingleton<IDesk>(new DeskDouble())
        .AddSingleton<FirstPaint>().AddSingleton<Member>().AddSingleton<AuthenticationStateProvider>(new SignedIn());

    [Fact]
    public async Task What_is_typed_into_a_field_is_saved_on_what_stood_there()
    {
        var card = Card();

        await Save(card, "contact-name", "Maya", " Maya  Okafor ");

        Assert.Equal(new ContactEdit(ContactPart.Name, "Maya", " Maya  Okafor "), Assert.Single(_book.Edits));
        Assert.Equal("Saved", card.Find("[role=status]").TextContent);
        Assert.Equal("Maya Okafor", Field(card, "contact-name").GetAttribute("data-value"));
    }

    [Fact]
    public async Task A_value_that_is_refused_is_told_under_the_field_and_stays_with_whoever_typed_it()
    {
        var card = Card();

        await Save(card, "contact-email", "", "no address");

        Assert.Contains("not an e-mail address", card.Find("#contact-email-word [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", card.Find("#contact-email").GetAttribute("aria-invalid"));
        Assert.Equal("", Field(card, "contact-email").GetAttribute("data-value"));
    }

    [Fact]
    public async Task Who_was_slower_is_told_what_stands_there_and_may_insist()
    {
        var card = Card();
        Slower("Okafor Interiors");
        await Save(card, "contact-company", "Okafor Ltd", "Okafor & Co");
        Assert.Equal("Dana Price changed this to “Okafor Interiors” just now.", card.Find(".edit-conflict p").TextContent);

        await card.FindAll(".edit-conflict button")[0].ClickAsync(new());

        Assert.Equal(new(ContactPart.Company, "Okafor Interiors", "Okafor & Co"), _book.Edits[^1]);
        Assert.Empty(card.FindAll(".edit-conflict"));
        Assert.Equal("Okafor & Co", Field(card, "contact-company").GetAttribute("data-value"));
    }

    [Fact]
    public async Task Or_keep_what_the_other_one_wrote()
    {
        var card = Card();
        Slower("Okafor Interiors");
        await Save(card, "contact-company", "Okafor Ltd", "Okafor & Co");
        var before = Field(card, "contact-company").GetAttribute("data-rev");

        await card.FindAll(".edit-conflict button")[1].ClickAsync(new());

        Assert.Single(_book.Edits);
        Assert.Empty(card.FindAll(".edit-conflict"));
        Assert.Equal("Okafor Interiors", Field(card, "contact-company").GetAttribute("data-value"));
        Assert.NotEqual(before, Field(card, "contact-company").GetAttribute("data-rev"));
    }

    [Fact]
    public void Numbers_stand_as_in_their_country_with_what_was_typed_and_a_way_to_write_to_them()
    {
        var card = Card();

        var number = card.Find(".number-line b");
        Assert.Equal(("+44 7700 900226", "Typed as 07700 900226"), (number.TextContent, number.GetAttribute("title")));
        Assert.Equal($"new?contact={_book.Contact.Id}&number=0", card.Find(".number-line a").GetAttribute("href"));
    }

    [Fact]
    public void A_number_is_added_and_a_wrong_one_is_told()
    {
        var card = Card();
        card.FindAll("button").Single(button => button.TextContent == "Add a number").Click();
        card.Find("#contact-number").Change("what?");
        card.Find("form[aria-label='New number']").Submit();
        Assert.Contains("not a phone number", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        card.Find("#contact-number").Change("+49 30 1234567");
        card.Find("form[aria-label='New number']").Submit();
        Assert.Equal(["+44 7700 900226", "+49 30 1234567"], card.FindAll(".number-line b").Select(number => number.TextContent));
    }

    [Fact]
    public void A_field_of_the_teams_own_and_a_tag_are_added()
    {
        var card = Card();
        card.FindAll("button").Single(button => button.TextContent == "Add a field").Click();
        card.Find("#contact-field-name").Change("Order");
        card.Find("#contact-field-value").Change("B-17");
        card.Find("form[aria-label='New field']").Submit();
        card.Find("#contact-tag").Change("VIP");
        card.Find(".tag-list form").Submit();

        Assert.Equal([new("Birthday", "1 May"), new("Order", "B-17")], _book.Contact.Fields);
        Assert.Equal(["Gold", "VIP"], card.FindAll(".tag-pill span").Select(tag => tag.TextContent));
    }

    private void Slower(string theirs) => _book.Meets = edit =>
    {
        _book.Meets = _ => null;
        return new(_book.Contact = _book.Contact with { Company = theirs, Version = _book.Contact.Version + 1 }, new(theirs, "Dana Price", Some.Noon));
    };

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<ContactCard> card, string id) => card.Find($"#{id}").Closest("edit-field")!;

    private static Task Save(IRenderedComponent<ContactCard> card, string id, string was, string text) =>
        Field(card, id).TriggerEventAsync("onfieldsave", new FieldSaveEventArgs { Was = was, Text = text });

    private IRenderedComponent<ContactCard> Card()
    {
        IRenderedComponent<ContactCard>? card = null;
        return card = Render<ContactCard>(parameters => parameters.Add(x => x.Contact, _book.Contact)
            .Add(x => x.OnChanged, contact => card!.Render(again => again.Add(x => x.Contact, contact))));
    }
}
