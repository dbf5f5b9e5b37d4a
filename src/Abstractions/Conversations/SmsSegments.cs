using System.Collections.Frozen;
using System.Globalization;

namespace OrleansSms.Conversations;

/// <summary>How many segments a text takes: what the carrier bills and paces by.</summary>
/// <param name="Gsm7">False: at least one character forces UCS-2, and a segment holds 70 units instead of 160.</param>
/// <param name="Units">Septets or UTF-16 units.</param>
/// <param name="Segments">At least 1.</param>
public readonly record struct SmsSegments(bool Gsm7, int Units, int Segments)
{
    /// <summary>Longest text the carrier takes, in UTF-16 units.</summary>
    public const int MaxLength = 1600;

    private static readonly FrozenSet<char> Basic = (
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").ToFrozenSet();

    private static readonly FrozenSet<char> Extended = "\f^{}\\[~]|€".ToFrozenSet();

    public static SmsSegments Of(string body)
    {
        var gsm7 = body.All(c => Basic.Contains(c) || Extended.Contains(c));
        return gsm7
            ? Pack(true, body.Select(c => Extended.Contains(c) ? 2 : 1), single: 160, part: 153)
            : Pack(false, Clusters(body), single: 70, part: 67);
    }

    /// <summary>An escape pair or a grapheme cluster stays whole; only a cluster longer than a segment is cut.</summary>
    private static SmsSegments Pack(bool gsm7, IEnumerable<int> sizes, int single, int part)
    {
        int units = 0, segments = 1, used = 0;
        foreach (var size in sizes)
        {
            units += size;
            if (used + size > part && size <= part)
            {
                segments++;
                used = 0;
            }

            used += size;
            while (used > part)
            {
                segments++;
                used -= part;
            }
        }

        return new(gsm7, units, units <= single ? 1 : segments);
    }

    private static IEnumerable<int> Clusters(string body)
    {
        var elements = StringInfo.GetTextElementEnumerator(body);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (element == "\r\n")
            {
                yield return 1;
                yield return 1;
            }
            else
            {
                yield return element.Length;
            }
        }
    }
}
