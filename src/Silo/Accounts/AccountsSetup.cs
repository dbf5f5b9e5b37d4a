using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using Microsoft.Extensions.Options;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Silo.Accounts.Provider;
using OrleansSms.Twilio;

namespace OrleansSms.Silo.Accounts;

/// <summary>Who may do what: a cookie for browsers, a bearer token for programs, and an authenticated member for everything that does not say otherwise.</summary>
internal static class AccountsSetup
{
    private const string CookieOrToken = "cookie-or-token";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddCallers();
        services.AddCascadingAuthenticationState();
        services.AddIdentityCore<Member>(ConfigureIdentity)
            .AddEntityFrameworkStores<AccountsDb>()
            .AddSignInManager();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = CookieOrToken;
                options.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
            })
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = context =>
                TokenHandler.IsMeant(context.Request) ? TokenHandler.Scheme : IdentityConstants.ApplicationScheme)
            .AddScheme<TokenOptions, TokenHandler>(TokenHandler.Scheme, null)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!
                .Configure(ConfigureCookie)
                .Configure<IOptions<TwilioOptions>>(KeepOffPlainHttp));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddScopes()
            .AddPolicy(Word.Of(Role.Owner), policy => policy.RequireRole(Word.Of(Role.Owner)))
            .AddPolicy(Word.Of(Role.Admin), policy => policy.RequireRole(Word.Of(Role.Admin), Word.Of(Role.Owner)));

        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<IJoining, Joining>();
        services.AddScoped<IPasskeys, Passkeys>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<TwilioOptions>>(ConfigurePasskeys);
        services.AddScoped<PendingSignIn>();
        services.AddScoped<SessionStart>();
        services.AddSingleton<PasswordDoor>();
        services.AddScoped<SignInBook>();
        builder.AddProvider();
        services.AddScoped<FirstOwner>();
        services.AddSingleton<SetUpCode>();
        services.AddOptions<SetupOptions>().BindConfiguration("Setup");
        services.AddHostedService<FirstStart>();
    }

    private static void ConfigureIdentity(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        // The user name is the e-mail address, and those may hold almost anything.
        identity.User.AllowedUserNameCharacters = "";
        // Length is what makes a password strong; composition rules only make it hard to remember.
        identity.Password.RequiredLength = 8;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
    }

    /// <summary>A passkey takes the place of password and code, so the device has to ask who holds it.</summary>
    private static void ConfigurePasskeys(IdentityPasskeyOptions passkeys, IOptions<TwilioOptions> carrier)
    {
        passkeys.UserVerificationRequirement = passkeys.ResidentKeyRequirement = "required";
        if (Uri.TryCreate(carrier.Value.PublicBaseUrl, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
        {
            passkeys.ServerDomain = address.Host;
        }
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "orleanssms";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        // The session's own end counts, which the server knows. The cookie is there as long as any session may last, so that using
        // a page without a request (a circuit) keeps it too, and so that whoever comes too late can be told why.
        cookie.ExpireTimeSpan = SessionTime.Longest;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/denied";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = SessionCookie.Validate;
        cookie.Events.OnRedirectToLogin = context => Redirect(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Redirect(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>Behind a TLS proxy a request looks like plain http; the public address says what the browser sees.</summary>
    private static void KeepOffPlainHttp(CookieAuthenticationOptions cookie, IOptions<TwilioOptions> carrier)
    {
        if (carrier.Value.PublicBaseUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true)
        {
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        }
    }

    /// <summary>A person is shown the page; a program gets the status.</summary>
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        SessionCookie.ThrowIfUnknown(context.HttpContext);
        if (IsPage(context.Request.Path))
        {
            context.Response.Redirect(SessionCookie.HowEnded(context.HttpContext) is { } end ? $"{context.RedirectUri}&ended={end}" : context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    public static bool IsPage(PathString path) =>
        !path.StartsWithSegments("/api") && !path.StartsWithSegments("/openapi") && !path.StartsWithSegments("/_blazor");
}
