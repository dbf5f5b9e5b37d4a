using System.Globalization;

namespace OrleansSms.Web.Words;

/// <summary>How days and months are written: the British way in English, else the way of the language.</summary>
internal static class DateCulture
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" or "iv" ? English : CultureInfo.CurrentUICulture;
}
