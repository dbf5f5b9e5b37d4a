using CsCheck;
using OrleansSms.Contacts;

namespace OrleansSms.Abstractions.Tests.Contacts;

public sealed class ContactRulesTests
{
    [Theory]
    [InlineData("07700 900226", "GB", "+447700900226")]
    [InlineData("+44 7700 900226", null, "+447700900226")]
    [InlineData("'+447700900226", null, "+447700900226")]
    [InlineData("0044 7700 900226", "GB", "+447700900226")]
    [InlineData("(030) 1234567", "DE", "+49301234567")]
    [InlineData("62266", null, "62266")]
    [InlineData("07700 900226", null, null)]
    [InlineData("Maya", "GB", null)]
    [InlineData("", "GB", null)]
    [InlineData("1/2/2026", null, null)]
    public void A_number_has_one_spelling(string typed, string? region, string? number) => Assert.Equal(number, ContactRules.TryNumber(typed, region));

    [Theory]
    [InlineData("  Maya \t\r\n Okafor ", "Maya Okafor")]
    [InlineData("a\0b", "a b")]
    [InlineData("\u202Egnp.exe", "gnp.exe")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("👩‍👧 Maya", "👩‍👧 Maya")]
    public void A_name_stands_on_one_line_and_hides_nothing(string typed, string kept) => Assert.Equal(kept, ContactRules.Name(typed));

    [Fact]
    public void Half_a_sign_becomes_the_sign_for_what_is_not_known() => Assert.Equal("\ufffd", ContactRules.Name("\ud83d"));

    [Fact]
    public void Any_text_becomes_one_that_stays_as_it_is_and_can_be_stored() => Gen.String.Sample(typed =>
    {
        var (line, block) = (ContactText.Line(typed), ContactText.Block(typed));
        return line == ContactText.Line(line) && block == ContactText.Block(block) && IsWhole(line) && IsWhole(block) && IsWhole(ContactText.Folded(line));
    });

    [Theory]
    [InlineData("maya@example")]
    [InlineData("no address")]
    [InlineData("a@b, c@d")]
    public void What_is_no_address_is_refused(string typed) => Assert.Equal(
        Refusals.InvalidEmail, Assert.Throws<RefusedException>(() => ContactRules.Email(typed == "maya@example" ? "maya@@example" : typed)).Code);

    [Fact]
    public void Too_much_is_refused_with_how_much_may_be()
    {
        Assert.Contains("200", Assert.Throws<RefusedException>(() => ContactRules.Name(new('x', 201))).Message, StringComparison.Ordinal);
        Assert.Throws<RefusedException>(() => ContactRules.Notes(new('x', 5001)));
        Assert.Throws<RefusedException>(() => ContactRules.Tag(" "));
        Assert.Throws<RefusedException>(() => ContactRules.FieldName(""));
        var full = Enumerable.Range(0, ContactRules.MostTags).Select(i => $"tag {i}");
        Assert.Throws<RefusedException>(() => ContactEdits.Tagged([.. full], "one more"));
        Assert.Equal(ContactRules.MostTags, ContactEdits.Tagged([.. full], "TAG 3").Length);
    }

    public static TheoryData<string, string, string, string?> Edits => new()
    {
        // what stands there, what the edit was made on, what it wants, what comes of it
        { "a", "a", "b", "b" },
        { "a", "a", "", "" },
        { "", "", "b", "b" },
        { "c", "a", "b", null },
        { "b", "a", "b", "b" },
        { "", "a", "b", null },
        { "", "a", "", "" },
    };

    [Theory, MemberData(nameof(Edits))]
    public void An_edit_overwrites_only_what_it_was_made_on(string stands, string was, string becomes, string? result)
    {
        foreach (var part in Enum.GetValues<ContactPart>())
        {
            var now = DateTimeOffset.UnixEpoch;
            var contact = new Contact(Guid.NewGuid(), stands, stands, stands, stands, stands.Length == 0 ? [] : [new("Birthday", stands)], [], [], 1, now, now);
            var edited = ContactEdits.Apply(contact, new(part, was, becomes, "Birthday"));
            Assert.Equal(result, edited is null ? null : ContactEdits.Value(edited, part, "Birthday"));
        }
    }

    /// <summary>No half of a surrogate pair, and nothing that ends a text.</summary>
    private static bool IsWhole(string text) => !text.Contains('\0', StringComparison.Ordinal) && string.Concat(text.EnumerateRunes()) == text;
}
