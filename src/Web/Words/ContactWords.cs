using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Contacts;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Words about contacts.</summary>
internal static class ContactWords
{
    /// <summary>What a column of a file can be, as a select has it.</summary>
    public static ImmutableArray<(string Value, string Name)> Columns =>
    [
        ("", ImportTexts.ColumnLeaveOut), ("Name", ImportTexts.ColumnName), ("FirstName", ImportTexts.ColumnFirstName), ("LastName", ImportTexts.ColumnLastName),
        ("Number", ImportTexts.ColumnNumber), ("Number:Mobile", ImportTexts.ColumnMobile), ("Number:Work", ImportTexts.ColumnWork), ("Number:Home", ImportTexts.ColumnHome),
        ("Label", ImportTexts.ColumnLabel), ("Company", ImportTexts.ColumnCompany), ("Email", ImportTexts.ColumnEmail), ("Tags", ImportTexts.ColumnTags),
        ("Notes", ImportTexts.ColumnNotes), ("Field", ImportTexts.ColumnField),
    ];

    // Sorting two hundred names is once for each language, not once for each page.
    private static readonly ConcurrentDictionary<string, ImmutableArray<(string Code, string Name)>> InLanguage = [];

    public static ImmutableArray<(string Code, string Name)> Countries => InLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, culture) =>
        [.. PhoneNumber.Regions.Select(code => (Code: code, Name: Who.CountryOf(code))).OrderBy(country => country.Name, StringComparer.Create(culture, ignoreCase: false))],
        CultureInfo.CurrentUICulture);

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
