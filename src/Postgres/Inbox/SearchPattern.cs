namespace OrleansSms.Postgres.Inbox;

/// <summary>What a person typed, as patterns for <c>like</c>; nothing they type is a wildcard.</summary>
internal static class SearchPattern
{
    private const int FewestDigits = 3;

    public static string? OfText(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : $"%{typed.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    /// <summary>A number in any spelling: only its digits count, without the zero of national dialling.</summary>
    public static string? OfNumber(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit)).TrimStart('0');
        return digits.Length >= FewestDigits ? $"%{digits}%" : null;
    }
}
