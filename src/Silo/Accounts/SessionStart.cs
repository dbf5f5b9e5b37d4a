using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>Begins and ends the session of the browser that sent this request.</summary>
internal sealed class SessionStart(IHttpContextAccessor accessor, SessionBook book, SignInBook record)
{
    private const int LongestAgent = 400;

    public Task Begin(Member member, SignInMethod method, CancellationToken cancellation) => Begin(member, method, isVouched: false, cancellation);

    /// <param name="isVouched">A provider whose word is taken for it asked a second factor.</param>
    public async Task Begin(Member member, SignInMethod method, bool isVouched, CancellationToken cancellation)
    {
        var http = Http;
        await Leave(http, cancellation);
        var agent = http.Request.Headers.UserAgent.ToString();
        var session = await book.Begin(
            member.Id, method, isVouched, ClientAddress.Of(http), agent.Length > LongestAgent ? agent[..LongestAgent] : agent, cancellation);
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, SessionCookie.Of(session), new() { IsPersistent = true });
        await record.CameIn(member, method, cancellation);
    }

    public async Task End(CancellationToken cancellation)
    {
        var (http, person) = (Http, Http.User);
        await Leave(http, cancellation);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        if (Guid.TryParse(person.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value, out var userId))
        {
            await record.Left(userId, cancellation);
        }
    }

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Signing in and out needs a request.");

    /// <summary>Who signs in again on the same browser leaves nothing behind.</summary>
    private async Task Leave(HttpContext http, CancellationToken cancellation)
    {
        if (SessionCookie.Session(http.User) is { } before)
        {
            await book.End(before, cancellation);
        }
    }
}
