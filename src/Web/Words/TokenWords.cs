using OrleansSms.Members;

namespace OrleansSms.Web.Words;

/// <summary>What a token may do and for how long, in words.</summary>
internal static class TokenWords
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static string May(Scopes scopes) => scopes switch
    {
        Scopes.All => "Everything",
        Scopes.Read => "Read",
        Scopes.Send => "Send",
        Scopes.Admin => "Administer",
        Scopes.Read | Scopes.Send => "Read, send",
        Scopes.Read | Scopes.Admin => "Read, administer",
        Scopes.Send | Scopes.Admin => "Send, administer",
        _ => "Nothing",
    };

    /// <summary>Null: there is time.</summary>
    public static string? Ending(DateTimeOffset end, DateTimeOffset now) => end <= now ? "Expired" : end - now <= Soon ? "Soon" : null;
}
