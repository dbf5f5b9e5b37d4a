using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>API callers: <c>Authorization: Bearer …</c>. A token acts for its member.</summary>
internal sealed class TokenHandler(IOptionsMonitor<TokenOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<TokenOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    /// <summary>Another scheme, a proxy's own for one, does not hide the cookie.</summary>
    public static bool IsMeant(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !Scheme.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(header.Parameter))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.Find(header.Parameter, Context.RequestAborted) is not { } bearer)
        {
            return AuthenticateResult.Fail("Unknown token.");
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, bearer.UserId.ToString()), new(ClaimTypes.Role, bearer.Role)], Scheme);
        return AuthenticateResult.Success(new(new(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Scheme;
        return Task.CompletedTask;
    }
}

/// <summary>Nothing to set.</summary>
internal sealed class TokenOptions : AuthenticationSchemeOptions;
