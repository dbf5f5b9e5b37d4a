using OrleansSms.Audit;
using OrleansSms.Contacts;
using OrleansSms.Members;
using OrleansSms.Postgres.Audit;
using OrleansSms.Postgres.Contacts;
using static OrleansSms.Postgres.Tests.Contacts.BookDatabase;

namespace OrleansSms.Postgres.Tests.Contacts;

public sealed class ContactMergingTests(BookDatabase database) : IClassFixture<BookDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IContactBook Book => database.BookOf(Mia);

    private ContactMerging Merging => MergingOf(Olga, Role.Owner);

    private ContactRemoval Removal => RemovalOf(Olga, Role.Owner);

    [Fact]
    public async Task Two_become_one_and_two_again()
    {
        var (first, second) = (NewNumber(), NewNumber());
        var keep = await Book.Create(new("Maya", Numbers: [(first, "Mobile")]), Cancellation);
        var other = await Book.Create(new("M. Okafor", "Okafor Ltd", Numbers: [(second, "Work")]), Cancellation);
        var preview = await Merging.Preview(keep.Id, other.Id, Cancellation);

        var merge = await Merging.Merge(keep.Id, other.Id, Cancellation);
        var merged = (await Book.Find(keep.Id, Cancellation))!;
        Assert.Equal(("Maya", "Okafor Ltd"), (merged.Name, merged.Company));
        Assert.Equal([first, second], merged.Numbers.Select(number => number.Number));
        Assert.Equal(preview.Fields, merged.Fields);
        Assert.Equal(keep.Id, (await Book.Find(other.Id, Cancellation))!.Id);
        Assert.Equal(keep.Id, (await Book.OfNumber(second, Cancellation))!.Id);
        Assert.Equal(merge, await Merging.Last(keep.Id, Cancellation));
        Assert.Equal(("M. Okafor", "Olga Owner"), (merge.Merged, merge.By));

        await Merging.Undo(merge.Id, Cancellation);
        Assert.Equal(("Maya", ""), ((await Book.Find(keep.Id, Cancellation))!.Name, (await Book.Find(keep.Id, Cancellation))!.Company));
        Assert.Equal(other.Id, (await Book.OfNumber(second, Cancellation))!.Id);
        Assert.Equal("M. Okafor", (await Book.Find(other.Id, Cancellation))!.Name);
        Assert.Null(await Merging.Last(keep.Id, Cancellation));
        Assert.Equal(Refusals.NothingToUndo, (await Assert.ThrowsAsync<RefusedException>(() => Merging.Undo(merge.Id, Cancellation))).Code);
        Assert.Equal(["contact-merge-undone", "contacts-merged"], await Audited("Maya", "M. Okafor"));
    }

    [Fact]
    public async Task Merges_are_undone_the_newest_first()
    {
        var (keep, one, two) = (await Book.Create(new("A"), Cancellation), await Book.Create(new("B"), Cancellation), await Book.Create(new("C"), Cancellation));
        var first = await Merging.Merge(keep.Id, one.Id, Cancellation);
        database.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await Merging.Merge(keep.Id, two.Id, Cancellation);

        Assert.Contains("Undo that first", (await Assert.ThrowsAsync<RefusedException>(() => Merging.Undo(first.Id, Cancellation))).Message, StringComparison.Ordinal);
        await Merging.Undo(second.Id, Cancellation);
        await Merging.Undo(first.Id, Cancellation);

        Assert.Equal(["A", "B", "C"], (await Task.WhenAll(new[] { keep, one, two }.Select(contact => Book.Find(contact.Id, Cancellation)))).Select(contact => contact!.Name));
    }

    [Fact]
    public async Task Who_was_merged_along_a_way_is_found_at_its_end_and_the_way_back_is_kept()
    {
        var number = NewNumber();
        var (one, two, three) = (await Book.Create(new("One", Numbers: [(number, "")]), Cancellation), await Book.Create(new("Two"), Cancellation), await Book.Create(new("Three"), Cancellation));
        var first = await Merging.Merge(two.Id, one.Id, Cancellation);
        var second = await Merging.Merge(three.Id, one.Id, Cancellation);

        Assert.Equal(three.Id, (await Book.Find(one.Id, Cancellation))!.Id);
        Assert.Equal(three.Id, (await Book.OfNumber(number, Cancellation))!.Id);
        Assert.Equal(Refusals.NothingToUndo, (await Assert.ThrowsAsync<RefusedException>(() => Merging.Undo(first.Id, Cancellation))).Code);

        await Merging.Undo(second.Id, Cancellation);
        await Merging.Undo(first.Id, Cancellation);
        Assert.Equal(one.Id, (await Book.OfNumber(number, Cancellation))!.Id);
    }

    [Fact]
    public async Task Merged_both_ways_at_once_they_are_one_and_not_none()
    {
        var (one, two) = (await Book.Create(new("One"), Cancellation), await Book.Create(new("Two"), Cancellation));

        var outcomes = await Task.WhenAll(Try(() => Merging.Merge(one.Id, two.Id, Cancellation)), Try(() => Merging.Merge(two.Id, one.Id, Cancellation)));

        Assert.Single(outcomes, worked => worked);
        Assert.Equal((await Book.Find(one.Id, Cancellation))!.Id, (await Book.Find(two.Id, Cancellation))!.Id);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_with_its_numbers_and_can_be_brought_back()
    {
        var (mine, taken, name) = (NewNumber(), NewNumber(), NewName());
        var contact = await Book.Create(new(name, Numbers: [(mine, "Mobile"), (taken, "")]), Cancellation);

        Assert.Equal(1, await Removal.Delete([contact.Id, Guid.NewGuid()], Cancellation));
        Assert.Null(await Book.Find(contact.Id, Cancellation));
        Assert.Null(await Book.OfNumber(mine, Cancellation));
        Assert.Empty((await Book.Page(new(name), Cancellation)).Contacts);
        Assert.Equal(0, await Removal.Delete([contact.Id], Cancellation));
        await Book.Create(new("Another", Numbers: [(taken, "")]), Cancellation);

        Assert.Equal(1, await Removal.Restore([contact.Id], Cancellation));
        Assert.Equal(new ContactNumber(mine, "Mobile", mine), Assert.Single((await Book.Find(contact.Id, Cancellation))!.Numbers));
        Assert.Equal(["contacts-deleted", "contacts-restored"], await Audited(name));
    }

    [Fact]
    public async Task After_a_day_nothing_of_what_was_deleted_is_left()
    {
        var (keep, other) = (await Book.Create(new("Deleted"), Cancellation), await Book.Create(new("Merged before"), Cancellation));
        await Merging.Merge(keep.Id, other.Id, Cancellation);
        await Removal.Delete([keep.Id], Cancellation);
        await ContactRemoval.Empty(database.DataSource, database.Time, Cancellation);
        Assert.Equal(2, await Left(keep.Id, other.Id));

        database.Time.Advance(TimeSpan.FromHours(25));
        await ContactRemoval.Empty(database.DataSource, database.Time, Cancellation);

        Assert.Equal(0, await Left(keep.Id, other.Id));
        Assert.Equal(0, await Removal.Restore([keep.Id], Cancellation));
    }

    [Fact]
    public async Task Only_administrators_merge_and_delete()
    {
        var (one, two) = (await Book.Create(new("One"), Cancellation), await Book.Create(new("Two"), Cancellation));
        foreach (var ask in (Func<Task>[])[
            () => MergingOf(Mia, Role.Owner).Merge(one.Id, two.Id, Cancellation), () => MergingOf(Mia).Preview(one.Id, two.Id, Cancellation),
            () => MergingOf(Mia).Undo(Guid.NewGuid(), Cancellation), () => MergingOf(Mia).Last(one.Id, Cancellation),
            () => RemovalOf(Mia).Delete([one.Id], Cancellation), () => RemovalOf(Mia).Restore([one.Id], Cancellation),
            () => RemovalOf(Olga, Role.Owner, Scopes.Read | Scopes.Send).Delete([one.Id], Cancellation)])
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(ask);
            Assert.Equal((Refusals.NotAllowed, "Ask an administrator for access to contacts."), (refused.Code, refused.Message));
        }

        Assert.NotNull(await Book.Find(two.Id, Cancellation));
    }

    private ContactMerging MergingOf(Guid user, Role role = Role.Member) =>
        new(database.DataSource, database.DoorOf(user, role), new AuditLog(database.DataSource, database.Time), database.Time);

    private ContactRemoval RemovalOf(Guid user, Role role = Role.Member, Scopes scopes = Scopes.All) =>
        new(database.DoorOf(user, role, scopes), new AuditLog(database.DataSource, database.Time), database.Time);

    private static async Task<bool> Try(Func<Task> what)
    {
        try
        {
            await what();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    private async Task<IEnumerable<string>> Audited(string subject, string? detail = null) => await database.DataSource.Read(
        "select action from audit_log where subject = $1 and detail is not distinct from $2 order by action", [Parameters.Text(subject), Parameters.OptionalText(detail)],
        row => row.GetString(0), Cancellation);

    private async Task<int> Left(params Guid[] ids) => (await database.DataSource.Read(
        "select count(*)::int from contacts where id = any($1)", [Columns.Uuids(ids, id => id)], row => row.GetInt32(0), Cancellation))[0];
}
