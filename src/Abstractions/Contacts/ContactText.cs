using System.Globalization;
using System.Text;

namespace OrleansSms.Contacts;

/// <summary>What of a typed text goes into the book.</summary>
public static class ContactText
{
    // Signs that turn the text around them. Others that are not seen join letters and emoji, and stay.
    private const string Turning = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>On one line, without what cannot be shown or kept.</summary>
    public static string Line(string? typed) =>
        string.Join(' ', Kept(typed, breaks: false).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>As it was typed, line by line.</summary>
    public static string Block(string? typed) => Kept(typed, breaks: true).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    /// <summary>For finding and sorting: without case and accents.</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                folded.Append(sign == 'ß' ? "ss" : char.ToLowerInvariant(sign).ToString());
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string Kept(string? typed, bool breaks)
    {
        var kept = new StringBuilder(typed?.Length ?? 0);
        // Half a surrogate pair becomes the sign for what is not known.
        foreach (var sign in (typed ?? "").EnumerateRunes())
        {
            if (breaks && sign.Value is '\n' or '\r' or '\t')
            {
                kept.Append((char)sign.Value);
            }
            else if (Rune.IsControl(sign) || Rune.IsWhiteSpace(sign))
            {
                kept.Append(' ');
            }
            else if (!sign.IsBmp || !Turning.Contains((char)sign.Value, StringComparison.Ordinal))
            {
                kept.Append(sign.ToString());
            }
        }

        return kept.ToString();
    }
}
