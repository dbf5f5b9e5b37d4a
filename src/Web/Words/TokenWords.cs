using OrleansSms.Members;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What a token may do and for how long, in words.</summary>
internal static class TokenWords
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static string May(Scopes scopes) => scopes switch
    {
        Scopes.All => TokenTexts.Everything,
        Scopes.Read => TokenTexts.Read,
        Scopes.Send => TokenTexts.Send,
        Scopes.Admin => TokenTexts.Administer,
        Scopes.Read | Scopes.Send => TokenTexts.ReadSend,
        Scopes.Read | Scopes.Admin => TokenTexts.ReadAdminister,
        Scopes.Send | Scopes.Admin => TokenTexts.SendAdminister,
        _ => TokenTexts.Nothing,
    };

    /// <summary>Null: there is time.</summary>
    public static string? Ending(DateTimeOffset end, DateTimeOffset now) => end <= now ? TokenTexts.Expired : end - now <= Soon ? TokenTexts.Soon : null;
}
