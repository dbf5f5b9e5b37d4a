using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansSms.Web.Words;

/// <summary>A stretch of a message's text: plain, or a link.</summary>
public sealed record TextPart(string Text, string? Href);

/// <summary>Finds the links in a text, and texts that are nothing but a few emoji.</summary>
internal static partial class BodyText
{
    public static ImmutableArray<TextPart> Parts(string body)
    {
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        var from = 0;
        foreach (Match link in Link().Matches(body))
        {
            if (!Uri.TryCreate(link.Value, UriKind.Absolute, out _))
            {
                continue;
            }

            Plain(from, link.Index);
            parts.Add(new(link.Value, link.Value));
            from = link.Index + link.Length;
        }

        Plain(from, body.Length);
        return parts.ToImmutable();

        void Plain(int start, int end)
        {
            if (end > start)
            {
                parts.Add(new(body[start..end], null));
            }
        }
    }

    /// <summary>Up to three emoji and nothing else: shown large, without a bubble.</summary>
    public static bool IsEmojiOnly(string body)
    {
        if (body.Length > 40)
        {
            return false;
        }

        var text = new StringInfo(body);
        string[] signs = [.. Enumerable.Range(0, text.LengthInTextElements).Select(i => text.SubstringByTextElements(i, 1)).Where(sign => !string.IsNullOrWhiteSpace(sign))];
        return signs.Length is > 0 and <= 3 && Array.TrueForAll(signs, IsEmoji);
    }

    private static bool IsEmoji(string element) =>
        element.EnumerateRunes().First() is var rune && rune.Value > 0x2190 && System.Text.Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?')\]]", RegexOptions.IgnoreCase, 200)]
    private static partial Regex Link();
}
