using System.Collections.Frozen;

namespace OrleansSms.Postgres.Accounts.Leaked;

/// <summary>What is tried first by whoever guesses. Where the list comes from stands beside it.</summary>
internal static class LeakedPasswords
{
    private const string List = "leaked-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>In whatever letters, capital or small.</summary>
    public static bool Have(string password) => Known.Value.Contains(password.ToLowerInvariant());

    private static FrozenSet<string> Read()
    {
        using var list = typeof(LeakedPasswords).Assembly.GetManifestResourceStream(List) ?? throw new InvalidOperationException($"The assembly lacks {List}.");
        using var reader = new StreamReader(list);
        var known = new List<string>();
        while (reader.ReadLine() is { } one)
        {
            known.Add(one);
        }

        return known.ToFrozenSet(StringComparer.Ordinal);
    }
}
