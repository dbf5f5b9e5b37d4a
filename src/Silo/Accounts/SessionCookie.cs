using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>
/// What the cookie says is only which session it is of. Whose that is, and what they are, is asked with every request; a
/// session that ended opens nothing, however good the cookie.
/// </summary>
internal static class SessionCookie
{
    private static readonly object Unknown = new();
    private static readonly object Over = new();

    public static ClaimsPrincipal Of(Guid session) => new(new ClaimsIdentity([new(SessionClaims.Session, session.ToString())], IdentityConstants.ApplicationScheme));

    /// <summary>The session that the request's cookie names, ended or not.</summary>
    public static Guid? Session(ClaimsPrincipal? person) =>
        Guid.TryParse(person?.FindFirstValue(SessionClaims.Session), out var session) ? session : null;

    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            // Everybody may have those: nobody has to be known for them.
            context.RejectPrincipal();
            return;
        }

        try
        {
            var book = http.RequestServices.GetRequiredService<SessionBook>();
            var session = Session(context.Principal) ?? Guid.Empty;
            if (await book.Find(session, http.RequestAborted) is not { } holder)
            {
                http.Items[Over] = await book.HowEnded(session, http.RequestAborted);
                context.RejectPrincipal();
                await http.SignOutAsync(IdentityConstants.ApplicationScheme);
                return;
            }

            context.ReplacePrincipal(Person(holder));
            await book.See(holder, ClientAddress.Of(http), http.RequestAborted);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            // Nobody is let in on the cookie's word alone, and nobody loses it because the database is away.
            context.RejectPrincipal();
            http.Items[Unknown] = ExceptionDispatchInfo.Capture(fault);
        }
    }

    /// <summary>Not null: the browser came with a session that is over.</summary>
    public static SessionEnd? HowEnded(HttpContext http) => http.Items[Over] as SessionEnd?;

    /// <summary>Where a person is needed and none could be told, that is the database's fault, not the person's.</summary>
    public static void ThrowIfUnknown(HttpContext http)
    {
        if (http.Items[Unknown] is ExceptionDispatchInfo fault)
        {
            fault.Throw();
        }
    }

    private static ClaimsPrincipal Person(SessionHolder holder)
    {
        var person = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, holder.UserId.ToString()), new(ClaimTypes.Name, holder.Name), new(ClaimTypes.Email, holder.Email),
                new(ClaimTypes.Role, Word.Of(holder.Role)), new(SessionClaims.Session, holder.Id.ToString()),
            ], IdentityConstants.ApplicationScheme);
        if (holder.NeedsSecondFactor)
        {
            person.AddClaim(new(SessionClaims.NeedsSecondFactor, "true"));
        }

        return new(person);
    }
}
