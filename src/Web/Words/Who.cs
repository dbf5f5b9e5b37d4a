using System.Globalization;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>How people and lines are called on the screen.</summary>
internal static class Who
{
    /// <summary>How a caller is kept who withholds the number; one for all of them.</summary>
    private const string Withheld = "ANONYMOUS";

    public static string Contact(string contact) => contact == Withheld ? PartsTexts.WithheldNumber : PhoneNumber.Display(contact);

    public static string Line(Line line) => line.Name ?? PhoneNumber.Display(line.Number);

    /// <summary>Where there is little room: the name, or the digits that tell our numbers apart.</summary>
    public static string LineBriefly(Line line) => line.Name ?? "…" + line.Number[^Math.Min(4, line.Number.Length)..];

    public static string LineWithNumber(Line line) =>
        line.Name is null ? PhoneNumber.Display(line.Number) : $"{PhoneNumber.Display(line.Number)} · {line.Name}";

    /// <summary>Name of the number's country; null when it has none.</summary>
    public static string? Country(string number) =>
        PhoneNumber.Region(number) is { Length: 2 } region && char.IsLetter(region[0]) ? CountryOf(region) : null;

    /// <summary>Name of a country in the reader's language.</summary>
    public static string CountryOf(string region) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is var language && language is "en" or "iv"
        ? new RegionInfo(region).EnglishName
        // A region's own localized name is in the language that asked first; as the country of a culture it is in that culture's.
        : new RegionInfo($"{language}-{region}").NativeName;

    /// <summary>Two signs for an avatar: a number's last digits, or a name's initials.</summary>
    public static string Initials(string name) => name switch
    {
        "" => "?",
        ['+', ..] => name[^Math.Min(2, name.Length)..],
        _ => string.Concat(name.Split([' ', '.', '@', '-'], StringSplitOptions.RemoveEmptyEntries).Take(2).Select(w => char.ToUpperInvariant(w[0]))),
    };

    /// <summary>One of six tints, the same for ever.</summary>
    public static int Tint(string name)
    {
        var hash = 2166136261u;
        foreach (var sign in name)
        {
            hash = (hash ^ sign) * 16777619u;
        }

        return (int)(hash % 6);
    }
}
