using OrleansSms.Contacts;
using static OrleansSms.Postgres.Tests.Contacts.BookDatabase;

namespace OrleansSms.Postgres.Tests.Contacts;

public sealed class ContactListTests(BookDatabase database) : IClassFixture<BookDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IContactBook Book => database.BookOf(Mia);

    [Theory]
    [InlineData(ContactSort.Name, false)]
    [InlineData(ContactSort.Name, true)]
    [InlineData(ContactSort.Added, false)]
    [InlineData(ContactSort.Added, true)]
    public async Task Pages_miss_and_repeat_nobody_also_among_equals(ContactSort sort, bool descending)
    {
        var company = $"Pages {Guid.NewGuid():N}";
        var ids = new List<Guid>();
        for (var i = 0; i < 11; i++)
        {
            ids.Add((await Book.Create(new(i % 3 == 0 ? "Same" : $"Other {i % 4}", company), Cancellation)).Id);
        }

        var seen = new List<Contact>();
        string? cursor = null;
        do
        {
            var page = await Book.Page(new(company, Sort: sort, Descending: descending, Cursor: cursor, Limit: 3), Cancellation);
            seen.AddRange(page.Contacts);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids.Order(), seen.Select(contact => contact.Id).Order());
        var names = seen.Select(contact => contact.Name).ToList();
        Assert.True(sort == ContactSort.Added || names.SequenceEqual(descending ? names.OrderDescending() : names.Order()));
    }

    [Fact]
    public async Task Names_are_sorted_as_people_do_and_who_has_none_comes_last()
    {
        var tag = $"sorted {Guid.NewGuid():N}"[..20];
        foreach (var name in (string[])["zoë", "Émile", "anna", "Zacharias", "Österreicher", "olga"])
        {
            await Book.Tag([(await Book.Create(new(name), Cancellation)).Id], tag, true, Cancellation);
        }

        await Book.Tag([(await Book.Keep(NewNumber(), Cancellation)).Id], tag, true, Cancellation);

        Assert.Equal(["anna", "Émile", "olga", "Österreicher", "Zacharias", "zoë", ""], (await Book.Page(new(Tag: tag), Cancellation)).Contacts.Select(contact => contact.Name));
    }

    [Theory]
    [InlineData("müller")]
    [InlineData("MULLER gre")]
    [InlineData("straße")]
    [InlineData("STRASSE")]
    [InlineData("grete@ex")]
    [InlineData("gold")]
    [InlineData("07712 345-678")]
    [InlineData("+44 (0)7712 345678")]
    [InlineData("345 678")]
    [InlineData("50%")]
    public async Task A_contact_is_found_by_parts_of_what_it_is_and_by_its_number_in_any_spelling(string typed)
    {
        var found = await Grete();

        Assert.Contains(found.Id, (await Book.Page(new(typed, Limit: 200), Cancellation)).Contacts.Select(contact => contact.Id));
    }

    [Theory]
    [InlineData("müller hans")]
    [InlineData("5%0")]
    [InlineData("g_ete")]
    [InlineData("07712 345-679")]
    [InlineData("a\0b")]
    public async Task What_it_is_not_does_not_find_it(string typed)
    {
        var other = await Grete();

        Assert.DoesNotContain(other.Id, (await Book.Page(new(typed, Limit: 200), Cancellation)).Contacts.Select(contact => contact.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("YWRkZWQgMDAgMQ")]
    public async Task A_cursor_that_no_list_gave_is_refused(string cursor) => Assert.Equal(
        Refusals.InvalidCursor, (await Assert.ThrowsAsync<RefusedException>(() => Book.Page(new(Cursor: cursor), Cancellation))).Code);

    [Fact]
    public async Task A_large_book_is_paged_and_searched_by_its_indexes()
    {
        await database.DataSource.Execute("""
            insert into contacts (id, name, company, email, notes, fields, tags, touched, version, sort_key, found_by, created_at, updated_at)
            select gen_random_uuid(), 'Filler ' || i, '', '', '', '[]', '{}', '{}', 1, 'filler ' || i, 'filler ' || i || ' ' || md5(i::text), now(), now() from generate_series(1, 60000) i
            """, [], Cancellation);
        await database.Owner.Execute("analyze contacts", [], Cancellation);

        Assert.Contains("contacts_by_name", await Plan("order by c.sort_key, c.id limit 51"), StringComparison.Ordinal);
        Assert.Contains("contacts_by_name", await Plan("and (c.sort_key, c.id) > ('filler 5', gen_random_uuid()) order by c.sort_key, c.id limit 51"), StringComparison.Ordinal);
        Assert.Contains("contacts_found_by", await Plan("and c.found_by like '%0b6b5b4f%' order by c.sort_key, c.id limit 51"), StringComparison.Ordinal);
    }

    private async Task<string> Plan(string rest) => string.Join('\n', await database.DataSource.Read(
        $"explain select c.id from contacts c where c.merged_into is null and c.deleted_at is null {rest}", [], row => row.GetString(0), Cancellation));

    private async Task<Contact> Grete()
    {
        if (await Book.OfNumber("+447712345678", Cancellation) is { } known)
        {
            return known;
        }

        var made = await Book.Create(new("Grete Müller", "Straßenbau 50% GmbH", "Grete@example.com", Numbers: [("+447712345678", "")]), Cancellation);
        await Book.Tag([made.Id], "Gold", true, Cancellation);
        return made;
    }
}
