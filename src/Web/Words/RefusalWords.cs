using System.Globalization;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>
/// Why a rule said no, in the reader's language: by its sentence where the texts have it, else by its code, which says less; else
/// the sentence as it came.
/// </summary>
internal static class RefusalWords
{
    private static readonly Sentences Known = new(RefusalTexts.ResourceManager);

    public static string Of(RefusedException refused) => Known.Find(refused.Message) ?? OfCode(refused.Code) ?? refused.Message;

    /// <summary>Null: the code has no words in this language, or the language is that of the sentence.</summary>
    private static string? OfCode(string code)
    {
        var key = KeyOf(code);
        var said = RefusalTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
        return said == RefusalTexts.ResourceManager.GetString(key, CultureInfo.InvariantCulture) ? null : said;
    }

    /// <summary>too-late: TooLate</summary>
    internal static string KeyOf(string code) => string.Concat(code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
