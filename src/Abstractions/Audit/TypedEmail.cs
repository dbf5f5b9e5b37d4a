using System.Globalization;

namespace OrleansSms.Audit;

/// <summary>
/// What somebody typed where an e-mail address is asked for and no account has it. It may be a password in the wrong field,
/// so no more of it is kept than tells one try from another.
/// </summary>
public static class TypedEmail
{
    private const int LongestDomain = 100;

    public static string Masked(string typed)
    {
        var text = typed.Trim();
        var at = text.LastIndexOf('@');
        var domain = at > 0 ? text[(at + 1)..] : "";
        return domain.Contains('.', StringComparison.Ordinal) && domain.Length <= LongestDomain && domain.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-')
            ? $"{new StringInfo(text).SubstringByTextElements(0, 1)}…@{domain}"
            : string.Create(CultureInfo.InvariantCulture, $"… ({text.Length} characters)");
    }
}
