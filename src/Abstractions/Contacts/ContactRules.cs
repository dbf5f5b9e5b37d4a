using OrleansSms.Members;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Contacts;

/// <summary>What may stand in the book. Each method gives the value as it is kept, or refuses in words for a person.</summary>
public static class ContactRules
{
    public const int LongestName = 200;
    public const int LongestNotes = 5000;
    public const int LongestFieldName = 60;
    public const int LongestValue = 500;
    public const int LongestTag = 40;
    public const int LongestLabel = 30;
    public const int MostFields = 50;
    public const int MostTags = 20;
    public const int MostNumbers = 20;

    private const int ShortestCode = 3;
    private const int LongestCode = 8;

    public static string Name(string? typed) => Short(typed, LongestName, "A name");

    public static string Company(string? typed) => Short(typed, LongestName, "A company");

    public static string Notes(string? typed) => Within(ContactText.Block(typed), LongestNotes, "Notes");

    public static string Label(string? typed) => Short(typed, LongestLabel, "A label");

    public static string FieldValue(string? typed) => Short(typed, LongestValue, "A field");

    /// <summary>May be empty: none.</summary>
    public static string Email(string? typed) => ContactText.Line(typed) is { Length: > 0 } email ? EmailAddress.Of(email) : "";

    public static string FieldName(string? typed) => Short(typed, LongestFieldName, "The name of a field") is { Length: > 0 } name
        ? name
        : throw Invalid("Enter a name for the field.");

    public static string Tag(string? typed) => Short(typed, LongestTag, "A tag") is { Length: > 0 } tag ? tag : throw Invalid("Enter a tag.");

    /// <summary>The one spelling of a number.</summary>
    /// <param name="region">ISO country a national number is read in.</param>
    /// <returns>Null: it is no number.</returns>
    public static string? TryNumber(string? typed, string? region)
    {
        // A spreadsheet's sign for "this is text" is no part of it.
        var text = ContactText.Line(typed).TrimStart('\'');
        return PhoneNumber.Parse(text, region)
            ?? (text.Length is >= ShortestCode and <= LongestCode && text.All(char.IsAsciiDigit) ? text : null);
    }

    public static string Number(string? typed, string? region) => TryNumber(typed, region)
        ?? throw new RefusedException(Refusals.InvalidNumber, "This is not a phone number. Use the full number with the country code, like +44 7700 900123.");

    public static RefusedException Invalid(string why) => new(Refusals.InvalidContact, why);

    private static string Short(string? typed, int longest, string what) => Within(ContactText.Line(typed), longest, what);

    private static string Within(string text, int longest, string what) =>
        text.Length <= longest ? text : throw Invalid($"{what} has at most {longest} letters.");
}
