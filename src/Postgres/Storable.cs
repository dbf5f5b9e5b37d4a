using System.Text;

namespace OrleansSms.Postgres;

/// <summary>Text that Postgres can hold: no NUL, no half of a surrogate pair. What it cannot hold, it cannot find either.</summary>
internal static class Storable
{
    public static bool IsNot(string? text)
    {
        if (text is null)
        {
            return false;
        }

        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }

    /// <summary>The text with a sign in the place of what cannot be held.</summary>
    public static string Of(string text) =>
        IsNot(text) ? string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? Rune.ReplacementChar : rune)) : text;
}
