using System.Collections.Immutable;
using System.Text;
using OrleansSms.Search;

namespace OrleansSms.Postgres.Search;

/// <summary>The part of a text around the first hit, on one line.</summary>
internal static class SearchSnippet
{
    private const int Before = 14;
    private const int Length = 160;
    private const char Cut = '\u2026';

    public static (string Text, ImmutableArray<HitRange> Ranges) Of(string text, ImmutableArray<(int Start, int End)> places)
    {
        var first = places.IsEmpty ? 0 : places[0].Start;
        var from = first <= Before + 4 ? 0 : WordStart(text, first - Before, first);
        var to = Math.Min(text.Length, from + Length);
        to += to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;

        var snippet = new StringBuilder(Length + 2);
        if (from > 0)
        {
            snippet.Append(Cut);
        }

        var shift = snippet.Length - from;
        for (var i = from; i < to; i++)
        {
            // One for one, so that places stay where they are.
            snippet.Append(char.IsControl(text[i]) || char.IsWhiteSpace(text[i]) ? ' ' : text[i]);
        }

        if (to < text.Length)
        {
            snippet.Append(Cut);
        }

        return (snippet.ToString(), [.. places.Where(place => place.Start < to).Select(place => new HitRange(place.Start + shift, Math.Min(place.End, to) - place.Start))]);
    }

    private static int WordStart(string text, int from, int first)
    {
        for (var i = from; i < first; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i + 1;
            }
        }

        return char.IsLowSurrogate(text[from]) ? from - 1 : from;
    }
}
