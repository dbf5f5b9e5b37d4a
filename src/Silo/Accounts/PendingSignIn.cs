using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>Between password and code: who gave the right password, for five minutes, in a cookie of its own that opens nothing else.</summary>
internal sealed class PendingSignIn(IHttpContextAccessor accessor, UserManager<Member> members)
{
    private const string Stamp = "stamp";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");

    public Task Begin(Member member) => Http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(new ClaimsIdentity(
        [new(ClaimTypes.Name, member.Id.ToString()), new(Stamp, member.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme)));

    /// <summary>Null: nobody, too late, or the password was changed meanwhile.</summary>
    public async Task<Member?> Find()
    {
        var pending = await Http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return pending.Principal?.FindFirstValue(ClaimTypes.Name) is { } id
            && await members.FindByIdAsync(id) is { DisabledAt: null } member
            && pending.Principal.FindFirstValue(Stamp) == (member.SecurityStamp ?? "")
                ? member
                : null;
    }
}
