using System.Globalization;
using OrleansSms.Members;

namespace OrleansSms.Postgres.Accounts;

/// <summary>What a new token may be.</summary>
internal static class TokenRules
{
    private const int LongestName = 60;
    private const int MostYears = 5;

    public static string Name(string typed)
    {
        var name = typed.Trim();
        return name.Length == 0 ? throw Refuse("Enter a name.")
            : name.Length > LongestName ? throw Refuse($"The name is too long: {LongestName} characters at most.")
            : Storable.IsNot(name) || name.Any(char.IsControl) ? throw Refuse("The name holds signs that cannot be shown.")
            : name;
    }

    public static void Check(Scopes scopes, DateTimeOffset? expiresAt, DateTimeOffset now, Role? role)
    {
        if (scopes == Scopes.None || (scopes & ~Scopes.All) != 0)
        {
            throw Refuse("Choose what the token may be used for.");
        }

        if (scopes.HasFlag(Scopes.Admin) && role is not (Role.Admin or Role.Owner))
        {
            throw new RefusedException(Refusals.NotAllowed, "Only owners and admins can make a token that administers.");
        }

        if (expiresAt <= now)
        {
            throw Refuse("That time is over. Pick a later one.");
        }

        if (expiresAt > now.AddYears(MostYears))
        {
            throw Refuse($"A token expires within {MostYears} years, or not at all.");
        }
    }

    public static string Say(Scopes scopes, DateTimeOffset? expiresAt) =>
        $"May {scopes.ToString().ToLowerInvariant()}; {(expiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"expires {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "does not expire")}";

    private static RefusedException Refuse(string sentence) => new(Refusals.InvalidToken, sentence);
}
