using OrleansSms.Contacts;
using OrleansSms.Members;
using static OrleansSms.Postgres.Tests.Contacts.BookDatabase;

namespace OrleansSms.Postgres.Tests.Contacts;

public sealed class ContactBookTests(BookDatabase database) : IClassFixture<BookDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IContactBook Book => database.BookOf(Mia);

    [Fact]
    public async Task What_somebody_writes_everybody_reads()
    {
        var number = NewNumber();
        var made = await Book.Create(new("  Maya\n Okafor ", "Okafor  Interiors", "maya@example.com", "likes\r\ntea", [(number, "Mobile")]), Cancellation);

        var read = await database.BookOf(Dana).Find(made.Id, Cancellation);

        Assert.NotNull(read);
        Assert.Equal(("Maya Okafor", "Okafor Interiors", "maya@example.com", "likes\ntea", 1L), (read.Name, read.Company, read.Email, read.Notes, read.Version));
        Assert.Equal(new ContactNumber(number, "Mobile", number), Assert.Single(read.Numbers));
        Assert.Equal(database.Time.GetUtcNow(), read.CreatedAt);
        Assert.Equal(made.Id, (await Book.OfNumber(number, Cancellation))!.Id);
    }

    [Fact]
    public async Task A_number_is_kept_in_one_spelling_and_as_it_was_typed()
    {
        var national = "07" + NewNumber()[4..];
        var made = await Book.Create(new(NewName(), Numbers: [(national, ""), ("+44" + national[1..], "again")], Region: "GB"), Cancellation);

        var number = Assert.Single(made.Numbers);
        Assert.Equal(("+44" + national[1..], national), (number.Number, number.Raw));
    }

    [Fact]
    public async Task A_number_is_one_contacts_at_most_and_who_has_it_is_told()
    {
        var (number, name) = (NewNumber(), NewName());
        await Book.Create(new(name, Numbers: [(number, "")]), Cancellation);
        var other = await Book.Create(new(NewName()), Cancellation);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Book.AddNumber(other.Id, number, "", null, Cancellation));

        Assert.Equal((Refusals.NumberTaken, $"This number belongs to {name}."), (refused.Code, refused.Message));
        Assert.Equal(other.Version, (await Book.Find(other.Id, Cancellation))!.Version);
        Assert.Equal(Refusals.NumberTaken, (await Assert.ThrowsAsync<RefusedException>(() => Book.Create(new("", Numbers: [(number, "")]), Cancellation))).Code);
    }

    [Fact]
    public async Task An_unknown_number_kept_by_many_at_once_is_one_contact()
    {
        var number = NewNumber();

        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Book.Keep(number, Cancellation)));

        Assert.Single(kept.Select(contact => contact.Id).Distinct());
        Assert.Equal(number, Assert.Single(kept[0].Numbers).Number);
    }

    [Theory]
    [InlineData("AMAZON")]
    [InlineData("62266")]
    public async Task A_sender_that_is_no_phone_number_can_be_kept_too(string sender) =>
        Assert.Equal(sender, Assert.Single((await Book.Keep(sender, Cancellation)).Numbers).Number);

    [Theory]
    [InlineData("")]
    [InlineData("+44 7700 900226")]
    [InlineData("a\0b")]
    public async Task What_no_conversation_knows_is_not_kept(string number) =>
        Assert.Equal(Refusals.InvalidNumber, (await Assert.ThrowsAsync<RefusedException>(() => Book.Keep(number, Cancellation))).Code);

    [Fact]
    public async Task Numbers_are_added_labelled_and_removed()
    {
        var (first, second) = (NewNumber(), NewNumber());
        var made = await Book.Create(new(NewName(), Numbers: [(first, "")]), Cancellation);

        await Book.AddNumber(made.Id, second, "Work", null, Cancellation);
        await Book.AddNumber(made.Id, second, "again", null, Cancellation);
        var labelled = await Book.LabelNumber(made.Id, first, "Mobile", Cancellation);
        Assert.Equal([(first, "Mobile"), (second, "Work")], labelled.Numbers.Select(one => (one.Number, one.Label)));

        await Book.RemoveNumber(made.Id, first, Cancellation);
        Assert.Null(await Book.OfNumber(first, Cancellation));
        Assert.Equal(second, Assert.Single((await Book.Find(made.Id, Cancellation))!.Numbers).Number);
    }

    [Fact]
    public async Task A_save_on_what_somebody_else_changed_meanwhile_tells_who_and_to_what()
    {
        var made = await Book.Create(new("Maya", "Okafor"), Cancellation);
        await database.BookOf(Dana).Save(made.Id, new(ContactPart.Company, "Okafor", "Okafor Interiors"), Cancellation);

        var late = await Book.Save(made.Id, new(ContactPart.Company, "Okafor", "Okafor Ltd"), Cancellation);
        Assert.Equal(new("Okafor Interiors", "Dana Price", database.Time.GetUtcNow()), late.Conflict);
        Assert.Equal("Okafor Interiors", late.Contact.Company);

        var elsewhere = await Book.Save(made.Id, new(ContactPart.Name, "Maya", "Maya Okafor"), Cancellation);
        Assert.Null(elsewhere.Conflict);
        var insisted = await Book.Save(made.Id, new(ContactPart.Company, "Okafor Interiors", "Okafor Ltd"), Cancellation);
        Assert.Equal(("Maya Okafor", "Okafor Ltd"), (insisted.Contact.Name, insisted.Contact.Company));
    }

    [Fact]
    public async Task Two_who_save_the_same_part_at_once_do_not_both_win()
    {
        var made = await Book.Create(new("Maya"), Cancellation);

        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Book.Save(made.Id, new(ContactPart.Name, "Maya", $"Maya {i}"), Cancellation)));

        var won = Assert.Single(saved, one => one.Conflict is null);
        Assert.All(saved.Where(one => one != won), one => Assert.Equal(won.Contact.Name, one.Conflict!.Theirs));
        Assert.Equal(2, (await Book.Find(made.Id, Cancellation))!.Version);
    }

    [Fact]
    public async Task The_same_value_saved_twice_is_no_conflict_and_no_change()
    {
        var made = await Book.Create(new("Maya"), Cancellation);
        await Book.Save(made.Id, new(ContactPart.Name, "Maya", "Maya Okafor"), Cancellation);

        var again = await Book.Save(made.Id, new(ContactPart.Name, "Maya", "Maya Okafor"), Cancellation);

        Assert.Null(again.Conflict);
        Assert.Equal(2, again.Contact.Version);
    }

    [Fact]
    public async Task Fields_of_the_teams_own_are_added_changed_and_emptied()
    {
        var made = await Book.Create(new(NewName()), Cancellation);
        await Book.Save(made.Id, new(ContactPart.Field, "", "1 May", "Birthday"), Cancellation);
        await Book.Save(made.Id, new(ContactPart.Field, "", "B-17", "Order"), Cancellation);
        var changed = await Book.Save(made.Id, new(ContactPart.Field, "1 May", "2 May", "birthday"), Cancellation);
        Assert.Equal([new("Birthday", "2 May"), new("Order", "B-17")], changed.Contact.Fields);

        var emptied = await Book.Save(made.Id, new(ContactPart.Field, "2 May", "", "Birthday"), Cancellation);
        Assert.Equal([new("Order", "B-17")], emptied.Contact.Fields);
    }

    [Fact]
    public async Task Tags_are_put_on_many_and_taken_off_again()
    {
        var tag = $"tag {Guid.NewGuid():N}"[..20];
        var (one, other) = (await Book.Create(new(NewName()), Cancellation), await Book.Create(new(NewName()), Cancellation));

        Assert.Equal(2, await Book.Tag([one.Id, other.Id, Guid.NewGuid()], $" {tag} ", true, Cancellation));
        Assert.Equal(0, await Book.Tag([one.Id], tag.ToUpperInvariant(), true, Cancellation));
        Assert.Contains(tag, await Book.Tags(Cancellation));
        Assert.Equal(2, (await Book.Page(new(Tag: tag), Cancellation)).Contacts.Length);

        Assert.Equal(1, await Book.Tag([one.Id], tag, false, Cancellation));
        Assert.Equal(other.Id, Assert.Single((await Book.Page(new(Tag: tag), Cancellation)).Contacts).Id);
    }

    [Fact]
    public async Task Nothing_is_changed_of_who_is_not_there() => Assert.Equal(
        Refusals.ContactNotFound, (await Assert.ThrowsAsync<RefusedException>(() => Book.Save(Guid.NewGuid(), new(ContactPart.Name, "", "x"), Cancellation))).Code);

    [Fact]
    public async Task Who_was_switched_off_or_is_nobody_neither_reads_nor_writes()
    {
        foreach (var stranger in (Guid[])[Otto, Guid.NewGuid()])
        {
            var book = database.BookOf(stranger, Role.Owner);
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => book.Page(new(), Cancellation))).Code);
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => book.Find(Guid.NewGuid(), Cancellation))).Code);
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(() => book.Create(new("x"), Cancellation))).Code);
        }
    }

    [Fact]
    public async Task A_token_that_may_only_read_changes_nothing()
    {
        var book = database.BookOf(Mia, scopes: Scopes.Read);

        await book.Page(new(), Cancellation);
        Assert.Equal(Refusals.InsufficientScope, (await Assert.ThrowsAsync<RefusedException>(() => book.Create(new("x"), Cancellation))).Code);
        Assert.Equal(Refusals.InsufficientScope, (await Assert.ThrowsAsync<RefusedException>(() => book.Tag([], "x", true, Cancellation))).Code);
    }
}
