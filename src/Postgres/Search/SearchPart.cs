namespace OrleansSms.Postgres.Search;

/// <summary>A word, or several that stand one after the other.</summary>
/// <param name="isWhole">The beginning of a word is not enough.</param>
internal sealed class SearchPart(List<SearchPiece> pieces, bool isWhole)
{
    public string[] Words { get; } = [.. pieces.Select(piece => piece.Word)];

    public IEnumerable<string> Wanted
    {
        get
        {
            for (var i = 0; i < pieces.Count; i++)
            {
                var isPair = i + 1 < pieces.Count && pieces[i + 1].Joined;
                // The last sign of a run is behind the pair before it, and may begin another pair in the text.
                if (isPair)
                {
                    yield return Quoted(pieces[i].Word + pieces[i + 1].Word);
                }
                else if (i == 0 || !pieces[i].Joined)
                {
                    yield return Quoted(pieces[i].Word) + (pieces[i].Kind == SignKind.Alone || !isWhole ? ":*" : "");
                }
            }
        }
    }

    public IEnumerable<(int Start, int End)> In(List<SearchPiece> text)
    {
        for (var i = 0; i + Words.Length <= text.Count; i++)
        {
            if (IsAt(text, i, isWhole))
            {
                yield return (text[i].Start, text[i + Words.Length - 1].End);
            }
        }
    }

    public bool IsWholeIn(List<SearchPiece> text) => Enumerable.Range(0, Math.Max(0, text.Count - Words.Length + 1)).Any(i => IsAt(text, i, whole: true));

    private bool IsAt(List<SearchPiece> text, int from, bool whole)
    {
        for (var i = 0; i < Words.Length; i++)
        {
            var word = text[from + i].Word;
            if (!(whole || i < Words.Length - 1 ? word == Words[i] : word.StartsWith(Words[i], StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    // Words are made of letters, digits and symbols, whatever was typed.
    private static string Quoted(string word) => $"'#{word}'";
}
