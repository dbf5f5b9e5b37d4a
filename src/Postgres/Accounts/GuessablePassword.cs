using OrleansSms.Postgres.Accounts.Leaked;

namespace OrleansSms.Postgres.Accounts;

/// <summary>What somebody who knows whose password it is would try.</summary>
public static class GuessablePassword
{
    // Shorter words stand inside of others too often.
    private const int LongEnough = 4;

    private static readonly string ProductLetters = Letters(Product.Name);

    /// <returns>Why it is one, as a sentence for the person; null: it is none.</returns>
    public static string? Why(string password, string? email, string? name)
    {
        if (LeakedPasswords.Have(password))
        {
            return "This password is on lists of leaked passwords. Choose another.";
        }

        var contained = Words(email?.Split('@')[0]).Any(word => Holds(password, word)) ? "your e-mail address, or a part of it"
            : Words(name).Any(word => Holds(password, word)) ? "your name"
            : Letters(password).Contains(ProductLetters, StringComparison.Ordinal) ? "the name of this product"
            : null;
        return contained is null ? null : $"This password contains {contained}. Choose another.";
    }

    private static bool Holds(string password, string word) => password.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>As a whole, for who has short names only, and each part of it.</summary>
    private static IEnumerable<string> Words(string? text) => text is null ? [] : text.Split([' ', '.', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries)
        .Prepend(text.Trim()).Where(word => word.Length >= LongEnough);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
