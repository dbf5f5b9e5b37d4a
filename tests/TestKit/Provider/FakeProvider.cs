using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace OrleansSms.TestKit.Provider;

/// <summary>An OpenID Connect provider that lets the person in whom a test names, at once. Codes work once and ask for their verifier (PKCE).</summary>
public sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "orleanssms-test";
    public const string ClientSecret = "only-for-tests";

    private readonly ConcurrentDictionary<string, Granted> _codes = new();
    private readonly ConcurrentDictionary<string, Granted> _access = new();
    private readonly IdToken _ours = new();
    private readonly IdToken _somebodyElses = new();
    private readonly WebApplication _web;

    private FakeProvider(Uri address)
    {
        Address = address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        _web = builder.Build();
        _web.MapGet("/.well-known/openid-configuration", () => Results.Json(new JsonObject
        {
            ["issuer"] = Issuer, ["authorization_endpoint"] = $"{Issuer}/authorize", ["token_endpoint"] = $"{Issuer}/token",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo", ["jwks_uri"] = $"{Issuer}/jwks", ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"), ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }));
        _web.MapGet("/jwks", () => Results.Json(new JsonObject { ["keys"] = new JsonArray(_ours.PublicKey) }));
        _web.MapGet("/authorize", Authorize);
        _web.MapPost("/token", (Delegate)Redeem);
        _web.MapGet("/userinfo", Tell);
    }

    public Uri Address { get; }

    public string Issuer => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Who comes next.</summary>
    public ProviderPerson Person { get; set; } = new("nobody", null);

    public static async Task<FakeProvider> Start(int port)
    {
        var provider = new FakeProvider(new($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}"));
        await provider._web.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _ours.Dispose();
        _somebodyElses.Dispose();
    }

    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query;
        if (asked["client_id"] != ClientId || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256"
            || asked["code_challenge"].ToString().Length == 0 || asked["nonce"].ToString().Length == 0 || asked["scope"] != "openid email profile")
        {
            return Results.BadRequest();
        }

        var answer = new Dictionary<string, string?> { ["state"] = asked["state"] };
        if (Person.Error is { } error)
        {
            answer["error"] = error;
        }
        else
        {
            var code = answer["code"] = RandomNumberGenerator.GetHexString(32);
            _codes[code] = new(Person, asked["redirect_uri"].ToString(), asked["code_challenge"].ToString(), asked["nonce"].ToString());
        }

        return Results.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), answer));
    }

    private async Task<IResult> Redeem(HttpContext http)
    {
        var asked = await http.Request.ReadFormAsync(http.RequestAborted);
        if (asked["client_id"] != ClientId || asked["client_secret"] != ClientSecret)
        {
            return Wrong("invalid_client");
        }

        if (asked["grant_type"] != "authorization_code" || !_codes.TryRemove(asked["code"].ToString(), out var granted)
            || asked["redirect_uri"] != granted.RedirectUri
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(asked["code_verifier"].ToString()))) != granted.Challenge)
        {
            return Wrong("invalid_grant");
        }

        if (granted.Person.IsLostOnTheWay)
        {
            http.Abort();
            return Results.Empty;
        }

        var access = RandomNumberGenerator.GetHexString(32);
        _access[access] = granted;
        return Results.Json(new JsonObject { ["access_token"] = access, ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = Token(granted) });
    }

    private IResult Tell(HttpRequest request)
    {
        if (!_access.TryRemove(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var granted))
        {
            return Results.Unauthorized();
        }

        var told = granted.Person.More.DeepClone().AsObject();
        told["sub"] ??= granted.Person.Subject;
        return Results.Json(told);
    }

    private string Token(Granted granted)
    {
        var (person, now) = (granted.Person, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["sub"] = person.Subject, ["aud"] = ClientId, ["iat"] = now, ["exp"] = now + 60, ["nonce"] = granted.Nonce,
            ["amr"] = new JsonArray([.. person.Methods.Select(method => JsonValue.Create(method))]),
        };
        if (person.Email is not null)
        {
            claims["email"] = person.Email;
        }

        if (person.IsVerified is not null)
        {
            claims["email_verified"] = person.IsVerified.DeepClone();
        }

        person.Forge(claims);
        return person.IsNotSigned ? IdToken.Unsigned(claims) : (person.IsSignedBySomebodyElse ? _somebodyElses : _ours).Sign(claims, _ours.KeyId);
    }

    private static IResult Wrong(string error) => Results.Json(new JsonObject { ["error"] = error }, statusCode: StatusCodes.Status400BadRequest);

    private sealed record Granted(ProviderPerson Person, string RedirectUri, string Challenge, string Nonce);
}
