namespace OrleansSms.Twilio;

/// <summary>The carrier's names for things: two letters and 32 hexadecimal digits.</summary>
internal static class Sid
{
    /// <summary>No SID is longer; what is longer is not kept as one.</summary>
    public const int MaxLength = 64;

    private const int Length = 34;

    public static bool Is(string text, string prefix) =>
        text.Length == Length && text.StartsWith(prefix, StringComparison.Ordinal) && text.AsSpan(2).ContainsOnlyHex();

    /// <summary>Good enough to be kept as a message's name: the prefix is a hint, and the alphabet may grow.</summary>
    public static bool IsUsable(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
