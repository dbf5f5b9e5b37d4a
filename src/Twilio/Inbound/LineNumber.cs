namespace OrleansSms.Twilio.Inbound;

/// <summary>What a number of ours can look like.</summary>
internal static class LineNumber
{
    /// <summary>E.164, or a short code: digits alone, which are never dialled with a country.</summary>
    public static bool Is(string number) =>
        number.StartsWith('+') ? number.Length is >= 8 and <= 16 && number.AsSpan(1).ContainsOnlyDigits()
        : number.Length is >= 3 and <= 8 && number.AsSpan().ContainsOnlyDigits();

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
