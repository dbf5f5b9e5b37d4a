using System.Text;

namespace OrleansSms.Postgres.Search;

/// <summary>A word, or a sign that is one, as it is compared, and where it stands in its text.</summary>
/// <param name="Joined">A sign of a script without blanks, right after another one.</param>
internal readonly record struct SearchPiece(string Word, int Start, int End, SignKind Kind, bool Joined)
{
    // Longer ones are found by their beginning.
    private const int LongestWord = 40;

    public static List<SearchPiece> Of(string text)
    {
        var pieces = new List<SearchPiece>();
        var word = new StringBuilder();
        var (start, end, at, joins) = (0, 0, 0, false);
        foreach (var sign in text.EnumerateRunes())
        {
            var kind = SearchSigns.Kind(sign);
            if (kind == SignKind.OfWord)
            {
                joins = false;
                start = word.Length == 0 ? at : start;
                SearchSigns.Fold(sign, word);
                end = at + sign.Utf16SequenceLength;
            }
            else if (kind == SignKind.Silent)
            {
                // A mark belongs to the sign it stands on.
                end = end == at ? at + sign.Utf16SequenceLength : end;
            }
            else
            {
                Close();
                if (kind is SignKind.Alone or SignKind.Symbol)
                {
                    (start, end) = (at, at + sign.Utf16SequenceLength);
                    SearchSigns.Fold(sign, word);
                    Close(kind);
                }

                joins = kind == SignKind.Alone;
            }

            at += sign.Utf16SequenceLength;
        }

        Close();
        return pieces;

        void Close(SignKind kind = SignKind.OfWord)
        {
            if (word.Length > 0)
            {
                pieces.Add(new(Cut(word.ToString()), start, end, kind, joins && kind == SignKind.Alone));
                word.Clear();
            }
        }
    }

    private static string Cut(string word) =>
        word.Length <= LongestWord ? word : word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)];
}
