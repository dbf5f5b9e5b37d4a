using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace OrleansSms.Web.Languages;

/// <summary>A language the pages speak. A new one is a row here and a file beside each file of texts.</summary>
/// <param name="Code">ISO 639.</param>
/// <param name="Name">As those who speak it call it.</param>
/// <param name="Region">Whose way it is to write days and times.</param>
internal sealed record Language(string Code, string Name, string Region)
{
    public static readonly ImmutableArray<Language> All = [new("en", "English", "en-GB"), new("de", "Deutsch", "de-DE")];

    public static Language Current =>
        All.FirstOrDefault(one => one.Code == CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? All[0];

    public RequestCulture Culture => new(Code);

    public CultureInfo Times => CultureInfo.GetCultureInfo(Region);
}
