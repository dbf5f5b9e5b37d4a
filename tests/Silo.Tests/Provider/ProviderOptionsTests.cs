using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansSms.Grains;
using OrleansSms.Members;
using OrleansSms.Postgres;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Accounts.Provider;
using OrleansSms.Silo.Cluster;
using OrleansSms.Silo.Mail;
using OrleansSms.Silo.Rest;
using OrleansSms.Silo.Operations;
using OrleansSms.Silo.Recordings;
using OrleansSms.Twilio;
using OrleansSms.Web;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>Applications that are built and never started.</summary>
public sealed class ProviderOptionsTests
{
    private static readonly string[] Whole = ["Authority=https://id.example.com/tenant", "ClientId=us", "ClientSecret=secret"];

    [Theory]
    [InlineData("Oidc__Authority, Oidc__ClientId and Oidc__ClientSecret belong together", "Authority=https://id.example.com")]
    [InlineData("Oidc__Authority, Oidc__ClientId and Oidc__ClientSecret belong together", "ClientId=us", "ClientSecret=secret")]
    [InlineData("Oidc__Authority, Oidc__ClientId and Oidc__ClientSecret belong together", "Authority=https://id.example.com", "ClientId=us", "ClientSecret= ")]
    [InlineData("Oidc__Authority, Oidc__ClientId and Oidc__ClientSecret belong together", "Name=Example")]
    [InlineData("Oidc__Authority must be an absolute https address", "Authority=id.example.com", "ClientId=us", "ClientSecret=secret")]
    [InlineData("Oidc__Authority must be an absolute https address", "Authority=ftp://id.example.com", "ClientId=us", "ClientSecret=secret")]
    [InlineData("Oidc__Authority must be an absolute https address", "Authority=https://me:word@id.example.com", "ClientId=us", "ClientSecret=secret")]
    [InlineData("Oidc__Authority must be an absolute https address", "Authority=https://id.example.com/?a=b", "ClientId=us", "ClientSecret=secret")]
    [InlineData("leave that part out", "Authority=https://id.example.com/.well-known/openid-configuration", "ClientId=us", "ClientSecret=secret")]
    [InlineData("Oidc__Authority must be https, except", "Authority=http://id.example.com", "ClientId=us", "ClientSecret=secret")]
    [InlineData("Oidc__TrustsSecondFactor must be true or false", "Authority=https://id.example.com", "ClientId=us", "ClientSecret=secret", "TrustsSecondFactor=maybe")]
    public void What_nobody_could_sign_in_with_is_refused_at_the_start(string said, params string[] keys) =>
        Assert.Contains(said, Assert.Throws<SettingException>(() => Built("Production", "https://sms.example.com", keys)).Message, StringComparison.Ordinal);

    [Fact]
    public void Where_browsers_come_back_to_has_to_be_known() => Assert.Contains(
        "PublicBaseUrl", Assert.Throws<SettingException>(() => Built("Production", "", Whole)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Development")]
    [InlineData("Test")]
    public async Task Plain_http_is_for_development(string environment)
    {
        await using var app = Built(environment, "", "Authority=http://localhost:9000", "ClientId=us", "ClientSecret=secret");

        Assert.Equal("localhost", app.Services.GetRequiredService<ISignInProvider>().Name);
    }

    [Theory]
    [InlineData]
    [InlineData("Authority=", "ClientId=", "ClientSecret=", "Name=", "TrustsSecondFactor=")]
    public async Task With_nothing_set_nothing_is_there(params string[] keys)
    {
        await using var app = Built("Production", "https://sms.example.com", keys);

        Assert.Empty(app.Services.GetServices<ISignInProvider>());
        Assert.Null(await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(ProviderSetup.Scheme));
        Assert.Empty(await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetRequestHandlerSchemesAsync());
    }

    [Fact]
    public async Task Behind_a_public_address_of_https_the_cookies_of_the_way_are_secure_and_below_its_prefix()
    {
        await using var app = Built("Production", "https://example.com/sms/", Whole);
        var oidc = app.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(ProviderSetup.Scheme);

        Assert.All((CookieBuilder[])[oidc.CorrelationCookie, oidc.NonceCookie], cookie => Assert.Equal(
            (CookieSecurePolicy.Always, SameSiteMode.Lax, true, "/sms/sign-in/provider/callback"), (cookie.SecurePolicy, cookie.SameSite, cookie.HttpOnly, cookie.Path)));
        Assert.Equal((true, true, "code", "query", false), (oidc.UsePkce, oidc.RequireHttpsMetadata, oidc.ResponseType, oidc.ResponseMode, oidc.SaveTokens));
        Assert.Equal("id.example.com", app.Services.GetRequiredService<ISignInProvider>().Name);
    }

    private static WebApplication Built(string environment, string publicBaseUrl, params string[] keys)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration[PostgresSetup.ConnectionStringKey] = "Host=nowhere.invalid";
        builder.Configuration["PublicBaseUrl"] = publicBaseUrl;
        builder.Configuration.AddInMemoryCollection(keys.Select(key => key.Split('=', 2)).Select(pair => KeyValuePair.Create($"Oidc:{pair[0]}", (string?)pair[1])));
        builder.AddPostgres();
        builder.AddCluster();
        builder.AddGrains();
        builder.AddTwilio();
        builder.AddRecordings();
        builder.AddOperations();
        builder.AddAccounts();
        builder.AddMail();
        builder.AddRest();
        builder.Services.AddWeb();
        return builder.Build();
    }
}
