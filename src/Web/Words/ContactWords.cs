using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Contacts;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Words;

/// <summary>Words about contacts.</summary>
internal static class ContactWords
{
    /// <summary>What a column of a file can be, as a select has it.</summary>
    public static readonly ImmutableArray<(string Value, string Name)> Columns =
    [
        ("", "Leave out"), ("Name", "Name"), ("FirstName", "First name"), ("LastName", "Last name"), ("Number", "Number"), ("Number:Mobile", "Mobile number"),
        ("Number:Work", "Work number"), ("Number:Home", "Home number"), ("Label", "Label of the number before"), ("Company", "Company"), ("Email", "E-mail"), ("Tags", "Tags"), ("Notes", "Notes"),
        ("Field", "A field of its own"),
    ];

    public static readonly ImmutableArray<(string Code, string Name)> Countries =
        [.. PhoneNumber.Regions.Select(code => (Code: code, new RegionInfo(code).EnglishName)).OrderBy(country => country.EnglishName, StringComparer.InvariantCulture)];

    /// <summary>The country in which numbers without a country code are read: that of the member's first line.</summary>
    public static string? HomeRegion(Member member) => member.Lines.IsEmpty ? null : PhoneNumber.Region(member.Lines[0].Number);

    public static string Value(ImportColumn column) => column.Kind switch
    {
        ImportKind.Nothing => "",
        ImportKind.Number when Columns.Any(one => one.Value == $"Number:{column.Name}") => $"Number:{column.Name}",
        var kind => kind.ToString(),
    };

    /// <param name="head">What the column is called.</param>
    public static ImportColumn Column(string value, string head) => value.Split(':') switch
    {
        ["Number", var label] => new(ImportKind.Number, label),
        ["Field"] => new(ImportKind.Field, head[..Math.Min(head.Length, ContactRules.LongestFieldName)]),
        [var kind] when Enum.TryParse<ImportKind>(kind, out var known) && Enum.IsDefined(known) => new(known),
        _ => new(ImportKind.Nothing),
    };
}
