using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OrleansSms.Members;
using OrleansSms.Twilio;

namespace OrleansSms.Silo.Accounts.Provider;

/// <summary>Sign-in by OpenID Connect: the code flow, with PKCE. Not configured, nothing of it is there.</summary>
internal static class ProviderSetup
{
    public const string Scheme = "provider";
    public const string CallbackPath = "/sign-in/provider/callback";

    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    public static void AddProvider(this WebApplicationBuilder builder)
    {
        if (ProviderOptions.Read(builder.Configuration, builder.Environment) is not { } options)
        {
            return;
        }

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<ISignInProvider, SignInProvider>();
        services.AddScoped<IProviderLinks, ProviderLinks>();
        services.AddScoped<ProviderDoor>();
        services.AddScoped<ProviderEvents>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, null, oidc => Configure(oidc, options));
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<TwilioOptions>>(ConfigureCookies);
    }

    /// <summary>Where the provider sends browsers back to: below the public address, never what a request says its host is.</summary>
    public static string? CallbackOf(TwilioOptions carrier) =>
        string.IsNullOrWhiteSpace(carrier.PublicBaseUrl) ? null : carrier.PublicBaseUrl.TrimEnd('/') + CallbackPath;

    private static void Configure(OpenIdConnectOptions oidc, ProviderOptions options)
    {
        (oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (options.Authority.AbsoluteUri, options.ClientId, options.ClientSecret);
        // Checked when the address was read.
        oidc.RequireHttpsMetadata = options.Authority.Scheme == Uri.UriSchemeHttps;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // In the query, so that the browser comes back with a GET and brings its cookies.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.Scope.Add("email");
        oidc.Scope.Add("profile");
        oidc.CallbackPath = CallbackPath;
        // Whoever calls these would end our sessions, and nobody has to.
        oidc.RemoteSignOutPath = oidc.SignedOutCallbackPath = default;
        oidc.EventsType = typeof(ProviderEvents);
        // Claims stay as the provider writes them; what it tells on request is read by the events.
        oidc.MapInboundClaims = false;
        oidc.ClaimActions.Clear();
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.SaveTokens = false;
        oidc.DisableTelemetry = true;
        oidc.BackchannelTimeout = LongestAnswer;
    }

    private static void ConfigureCookies(OpenIdConnectOptions oidc, IOptions<TwilioOptions> carrier)
    {
        foreach (var cookie in (CookieBuilder[])[oidc.CorrelationCookie, oidc.NonceCookie])
        {
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            if (CallbackOf(carrier.Value) is { } callback && Uri.TryCreate(callback, UriKind.Absolute, out var address))
            {
                // As the browser sees it: a proxy may take off a prefix, or the encryption.
                cookie.Path = address.AbsolutePath;
                cookie.SecurePolicy = address.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            }
        }
    }
}
