using System.Collections.Immutable;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Contacts;
using OrleansSms.Postgres.Contacts.Import;

namespace OrleansSms.Postgres.Tests.Contacts.Import;

public sealed class ImportPlanTests
{
    private const string First = "+447700900101";
    private const string Second = "+447700900102";

    private static readonly DateTimeOffset Now = new(2031, 5, 17, 8, 30, 0, TimeSpan.Zero);
    private static readonly Guid By = Guid.NewGuid();
    private static readonly ImportChoices Choices = new(
        [new(ImportKind.Name), new(ImportKind.Number, "Mobile"), new(ImportKind.Number), new(ImportKind.Email), new(ImportKind.Tags), new(ImportKind.Field, "Order")], true, "GB");

    private readonly ImportPlan _plan = new(Choices, By);

    [Fact]
    public void A_row_becomes_a_contact()
    {
        var made = Assert.Single(Take(["Maya  Okafor", "07700 900101", "'+447700900102", "maya@example.com", "gold; VIP,gold", "B-17"])).Contact;

        Assert.Equal(("Maya Okafor", "maya@example.com"), (made.Name, made.Email));
        Assert.Equal([new(First, "Mobile", "07700 900101"), new ContactNumber(Second, "", "+447700900102")], made.Numbers);
        Assert.Equal(["gold", "VIP"], made.Tags);
        Assert.Equal([new("Order", "B-17")], made.Fields);
        Assert.Equal(new ImportCounts(New: 1), _plan.Counts);
    }

    [Theory]
    [InlineData("Maya", "0770 1234567890123", "“0770 1234567890123” is not a phone number that we can read.")]
    [InlineData("Maya", "ask her", "“ask her” is not a phone number that we can read.")]
    [InlineData("Maya", "", "There is no number in this row.")]
    [InlineData("Maya", "n/a", "There is no number in this row.")]
    public void A_row_that_cannot_be_read_says_why(string name, string number, string why)
    {
        Assert.Empty(Take([name, number]));

        Assert.Equal(why, Assert.Single(_plan.Problems).Why);
        Assert.Equal(new ImportCounts(Bad: 1), _plan.Counts);
    }

    [Fact]
    public void What_is_too_long_or_no_address_is_told_too()
    {
        Take(["Maya", First, "", "maya at example"], [new string('x', 300), Second]);

        Assert.Equal(["“maya at example” is not an e-mail address.", "A name has at most 200 letters."], _plan.Problems.Select(problem => problem.Why));
    }

    [Fact]
    public void A_number_that_was_above_is_a_duplicate_also_in_another_spelling()
    {
        Assert.Single(Take(["Maya", First], ["Maya again", "07700 900101"], ["", ""], ["And again", "0044 7700 900101"]));

        Assert.Equal([(2, "Row 1 has the same number."), (4, "Row 1 has the same number.")], _plan.Problems.Select(problem => (problem.Row, problem.Why)));
        Assert.Equal(new ImportCounts(New: 1, Duplicates: 2), _plan.Counts);
    }

    [Fact]
    public void A_row_that_was_left_out_leaves_its_number_to_the_next()
    {
        Assert.Single(Take(["Maya", First, "what?"], ["Maya", First]));

        Assert.Equal(new ImportCounts(New: 1, Bad: 1), _plan.Counts);
    }

    [Fact]
    public void What_is_there_is_added_to_and_what_the_file_does_not_say_stays()
    {
        var known = Known("Maya", [new(First, "", First)]) with { };
        known = known with { Contact = known.Contact with { Company = "Okafor Ltd", Tags = ["gold"], Notes = "tea" } };

        var made = Assert.Single(Take([known], ["Maya Okafor", First, Second, "", "vip"])).Contact;

        Assert.Equal((known.Contact.Id, "Maya Okafor", "Okafor Ltd", "tea", 2L), (made.Id, made.Name, made.Company, made.Notes, made.Version));
        Assert.Equal([(First, "Mobile"), (Second, "")], made.Numbers.Select(number => (number.Number, number.Label)));
        Assert.Equal(["gold", "vip"], made.Tags);
        Assert.Equal(new ImportCounts(Updated: 1), _plan.Counts);
    }

    [Fact]
    public void Nothing_new_is_no_change()
    {
        var known = Known("Maya", [new(First, "Mobile", First)]);

        Assert.Empty(Take([known], ["Maya", First]));
        Assert.Equal(new ImportCounts(Unchanged: 1), _plan.Counts);
    }

    [Fact]
    public void Numbers_of_two_contacts_are_no_matter_for_an_import()
    {
        Assert.Empty(Take([Known("Maya", [new(First, "", "")]), Known("Grete", [new(Second, "", "")])], ["Both", First, Second]));

        Assert.Equal("Its numbers belong to Maya and Grete. Merge them first.", Assert.Single(_plan.Problems).Why);
    }

    [Fact]
    public void Two_rows_of_one_contact_build_on_each_other()
    {
        var known = Known("Maya", [new(First, "x", ""), new(Second, "y", "")]);

        var made = Assert.Single(Take([known], ["Maya Okafor", First, "", "", "gold"], ["", Second, "", "maya@example.com", "vip"])).Contact;

        Assert.Equal(("Maya Okafor", "maya@example.com"), (made.Name, made.Email));
        Assert.Equal(["gold", "vip"], made.Tags);
    }

    private static StoredContact Known(string name, ImmutableArray<ContactNumber> numbers) =>
        new(new(Guid.NewGuid(), name, "", "", "", [], [], numbers, 1, Now, Now), ImmutableDictionary<string, Touch>.Empty);

    private List<StoredContact> Take(params string[][] rows) => Take([], rows);

    private List<StoredContact> Take(StoredContact[] known, params string[][] rows) =>
        _plan.Take(_plan.Read(rows.Select((cells, at) => new SheetRow(at + 1, [.. cells]))), known, Now);
}
