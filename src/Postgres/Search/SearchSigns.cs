using System.Globalization;
using System.Text;

namespace OrleansSms.Postgres.Search;

/// <summary>What a sign is to searching, and how it is compared.</summary>
internal static class SearchSigns
{
    // Scripts that put no blanks between their words.
    private static readonly (int From, int To)[] Unspaced =
    [
        (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
    ];

    public static SignKind Kind(Rune sign)
    {
        if (Array.Exists(Unspaced, range => sign.Value >= range.From && sign.Value <= range.To))
        {
            return IsMark(Rune.GetUnicodeCategory(sign)) ? SignKind.Silent : SignKind.Alone;
        }

        // Spelled with or without: don't is dont.
        return sign.Value is '\'' or '\u2019' ? SignKind.Silent : Rune.GetUnicodeCategory(sign) switch
        {
            var category when IsMark(category) => SignKind.Silent,
            UnicodeCategory.Format => SignKind.Silent,
            UnicodeCategory.OtherSymbol => SignKind.Symbol,
            _ when Rune.IsLetterOrDigit(sign) || Rune.GetUnicodeCategory(sign) is UnicodeCategory.SpacingCombiningMark => SignKind.OfWord,
            _ => SignKind.Between,
        };
    }

    /// <summary>Without case and accents, and one form for every width.</summary>
    public static void Fold(Rune sign, StringBuilder into)
    {
        if (sign.IsAscii)
        {
            into.Append((char)Rune.ToLowerInvariant(sign).Value);
            return;
        }

        var isSyllable = sign.Value is >= 0xAC00 and <= 0xD7AF;
        foreach (var part in sign.ToString().Normalize(isSyllable ? NormalizationForm.FormKC : NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Kind(part) is not (SignKind.Between or SignKind.Silent))
            {
                into.Append(part.Value is 'ß' or 'ẞ' ? "ss" : Rune.ToLowerInvariant(part).ToString());
            }
        }
    }

    private static bool IsMark(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}

internal enum SignKind
{
    /// <summary>Parts words.</summary>
    Between,

    /// <summary>As if it were not there.</summary>
    Silent,

    OfWord,

    /// <summary>Of a script without blanks: a word of its own, beside its neighbours.</summary>
    Alone,

    /// <summary>An emoji.</summary>
    Symbol,
}
