using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Silo.Rest;
using OrleansSms.Silo.Recordings;

namespace OrleansSms.Silo.Accounts;

/// <summary>API callers: <c>Authorization: Bearer …</c>. A token acts for its member, as far as its scopes go, and opens no page.</summary>
internal sealed class TokenHandler(IOptionsMonitor<TokenOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokens tokens, TokenUses uses)
    : AuthenticationHandler<TokenOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    // Longer than any that is given out or set up.
    private const int LongestToken = 512;
    private const string Challenge = Scheme + " error=\"invalid_token\"";

    private static readonly (string Code, string Detail) Unknown = ("not-signed-in", "This token is not known.");
    private static readonly (string Code, string Detail) Expired = ("token-expired", "This token has expired. Make another one.");
    private static readonly (string Code, string Detail) Revoked = ("token-revoked", "This token was revoked. Make another one.");

    private (string Code, string Detail) _refusal = Unknown;

    /// <summary>Another scheme, a proxy's own for one, does not hide the cookie.</summary>
    public static bool IsMeant(HttpRequest request) => (IsForPrograms(request.Path) || RecordingEndpoint.IsMeant(request.Path)) && request.Headers.Authorization.Any(IsOurs);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Read(Request) is not { } token || await tokens.Find(token, Context.RequestAborted) is not { IsOff: false } bearer)
        {
            return AuthenticateResult.Fail("No such token.");
        }

        // Whoever holds the token may know why it opens nothing any more.
        if (bearer.IsRevoked || bearer.IsExpired(TimeProvider.GetUtcNow()))
        {
            _refusal = bearer.IsRevoked ? Revoked : Expired;
            return AuthenticateResult.Fail(_refusal.Detail);
        }

        uses.Note(bearer, ClientAddress.Of(Context));
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, bearer.UserId.ToString()), new(ClaimTypes.Role, bearer.Role),
                new(CurrentCaller.ScopesClaim, ((int)bearer.Scopes).ToString(CultureInfo.InvariantCulture)),
                new(CurrentCaller.TokenClaim, bearer.TokenId.ToString()),
            ], Scheme);
        return AuthenticateResult.Success(new(new(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Challenge;
        return Problem.Of(StatusCodes.Status401Unauthorized, _refusal.Code, _refusal.Detail).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (RequiredScope.Of(Context.GetEndpoint()) is { } required && !required.IsMet(Context.User))
        {
            Response.Headers.WWWAuthenticate = $"{Scheme} error=\"insufficient_scope\", scope=\"{required.Word}\"";
            return Problem.Of(StatusCodes.Status403Forbidden, Refusals.InsufficientScope, $"This token was not made for this. It needs the scope “{required.Word}”.").ExecuteAsync(Context);
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Null: nothing that could be a token.</summary>
    private static string? Read(HttpRequest request)
    {
        // Of two headers nobody can say which one counts.
        if (request.Headers.Authorization is not [{ } header] || !IsOurs(header))
        {
            return null;
        }

        var token = header.AsSpan(Scheme.Length).Trim(' ');
        return token.Length is > 0 and <= LongestToken && !token.ContainsAnyExceptInRange('!', '~') ? token.ToString() : null;
    }

    private static bool IsOurs(string? header) => header?.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/docs");
}

/// <summary>Nothing to set.</summary>
internal sealed class TokenOptions : AuthenticationSchemeOptions;
