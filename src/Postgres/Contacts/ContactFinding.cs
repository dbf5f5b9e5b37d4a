using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts;

/// <summary>By what contacts are found and sorted: made when they are written, compared when they are looked for.</summary>
internal static class ContactFinding
{
    // After every name of letters.
    private const string Nameless = "~";
    private const int FewestDigits = 3;
    private const int MostWords = 8;

    public static string SortKey(Contact contact) => contact is { Name: "", Company: "", Email: "" }
        ? Nameless + (contact.Numbers.Length > 0 ? contact.Numbers[0].Number : "")
        : ContactText.Folded(contact.Called);

    public static string FoundBy(Contact contact) => ContactText.Folded(string.Join(
        '\n', [contact.Name, contact.Company, contact.Email, .. contact.Tags, .. contact.Numbers.Select(number => number.Number)]));

    /// <summary>Patterns for <c>like</c> that all have to hold. Nothing that is typed is a wildcard.</summary>
    public static ImmutableArray<string> Patterns(string? typed)
    {
        var text = ContactText.Folded(ContactText.Line(typed));
        return text.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '+' or '-' or '(' or ')' or '/' or '.') && Digits(text) is { Length: >= FewestDigits } digits
            ? [$"%{digits}%"]
            : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(word => $"%{Plain(word)}%")];
    }

    /// <summary>Without the zeros of national and international dialling.</summary>
    private static string Digits(string text) => string.Concat(text.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit)).TrimStart('0');

    private static string Plain(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
