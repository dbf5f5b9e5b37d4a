using System.Globalization;
using System.Net;
using System.Security.Claims;
using OrleansSms.Members;

namespace OrleansSms.Silo.Accounts;

/// <summary>Filled where a request or a circuit begins, of what was authenticated there.</summary>
internal sealed class CurrentCaller : ICallers
{
    public const string ScopesClaim = "scopes";
    public const string TokenClaim = "token";

    private Caller? _caller;

    public Caller Current => _caller ?? throw new InvalidOperationException("Nobody is signed in here.");

    public void Arrive(ClaimsPrincipal user, IPAddress? address)
    {
        // A cookie that was not looked up, because the file is everybody's, names a session and nobody.
        if (user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var userId))
        {
            _caller = new(
                userId,
                Word.Read<Role>(user.FindFirstValue(ClaimTypes.Role)) ?? Role.Member,
                user.FindFirstValue(ScopesClaim) is { } scopes ? (Scopes)int.Parse(scopes, CultureInfo.InvariantCulture) : Scopes.All,
                (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString(),
                user.FindFirstValue(TokenClaim) is { } token ? Guid.Parse(token) : null,
                user.FindFirstValue(SessionClaims.Session) is { } session ? Guid.Parse(session) : null);
        }
    }
}
