using System.Globalization;

namespace OrleansSms.Members;

/// <summary>A name as people write it: on one line, and nothing that hides or turns the text around it.</summary>
public static class MemberName
{
    public const int Longest = 100;

    /// <exception cref="RefusedException">It is no such name.</exception>
    public static string Of(string typed) => typed.Trim() is { Length: > 0 and <= Longest } name && name.All(IsShown)
        ? name
        : throw new RefusedException(Refusals.InvalidName, $"A name has 1 to {Longest} letters, on one line.");

    private static bool IsShown(char letter) => char.GetUnicodeCategory(letter)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
