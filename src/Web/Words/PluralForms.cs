using System.Globalization;

namespace OrleansSms.Web.Words;

/// <summary>Which form of a noun a whole number asks for, by the names of Unicode's plural rules. A new language adds its row here.</summary>
internal static class PluralForms
{
    public static string Of(long number, CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        // English, German, and most of their neighbours.
        _ => number == 1 ? "one" : Choice.Other,
    };
}
