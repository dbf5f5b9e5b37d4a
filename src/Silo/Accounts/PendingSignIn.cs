using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>Between the first step and the code: who gave the right password or came from the provider, for five minutes, in a cookie of its own that opens nothing else.</summary>
internal sealed class PendingSignIn(IHttpContextAccessor accessor, UserManager<Member> members)
{
    private const string Stamp = "stamp";
    private const string FirstStep = "first-step";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Signing in needs a request.");

    public Task Begin(Member member, SignInMethod firstStep) => Http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(new ClaimsIdentity(
        [new(ClaimTypes.Name, member.Id.ToString()), new(Stamp, member.SecurityStamp ?? ""), new(FirstStep, Word.Of(firstStep))], IdentityConstants.TwoFactorUserIdScheme)));

    /// <summary>Null: nobody, too late, or the password was changed meanwhile.</summary>
    public async Task<Pending?> Find()
    {
        var pending = await Http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return pending.Principal?.FindFirstValue(ClaimTypes.Name) is { } id
            && await members.FindByIdAsync(id) is { DisabledAt: null } member
            && pending.Principal.FindFirstValue(Stamp) == (member.SecurityStamp ?? "")
                ? new(member, Word.Read<SignInMethod>(pending.Principal.FindFirstValue(FirstStep)) ?? SignInMethod.Password)
                : null;
    }

    internal sealed record Pending(Member Member, SignInMethod FirstStep);
}
