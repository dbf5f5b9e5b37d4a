using System.Globalization;

namespace OrleansSms.Postgres.Search;

/// <summary>
/// A text as words of the index, each with its block's number in front. Of scripts without blanks every two neighbours
/// are a word, and the last sign of a run is one alone, so that each sign begins a word.
/// </summary>
internal static class SearchWords
{
    private const int Most = 2_000;

    public static string Of(int block, string line, string text)
    {
        var front = block.ToString(CultureInfo.InvariantCulture) + ":";
        return string.Join(' ', Plain(SearchPiece.Of(text)).Distinct().Take(Most).Prepend("=" + line).Select(word => front + word));
    }

    public static IEnumerable<string> Plain(List<SearchPiece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            yield return i + 1 < pieces.Count && pieces[i + 1].Joined ? pieces[i].Word + pieces[i + 1].Word : pieces[i].Word;
        }
    }
}
