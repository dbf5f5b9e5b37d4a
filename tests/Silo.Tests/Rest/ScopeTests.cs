using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansSms.Grains;
using OrleansSms.Members;
using OrleansSms.Postgres;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Cluster;
using OrleansSms.Silo.Health;
using OrleansSms.Silo.Mail;
using OrleansSms.Silo.Rest;
using OrleansSms.Silo.Operations;
using OrleansSms.Silo.Recordings;
using OrleansSms.Twilio;
using OrleansSms.Web;

namespace OrleansSms.Silo.Tests.Rest;

/// <summary>All that is mapped, of an application that is built as it is in Program.cs and never started.</summary>
public sealed class ScopeTests
{
    private static readonly string[] Carriers =
    [
        "/api/v1/twilio/sms/webhook", "/api/v1/twilio/sms/status-callback",
        .. ((string[])
        [
            "webhook", "bridge", "bridge-confirm", "dial-result", "contact", "whisper", "accept", "answer", "inbound-result", "voicemail-done", "status", "greeting", "recording", "transcript",
        ]).Select(door => "/api/v1/twilio/voice/" + door),
    ];

    [Fact]
    public async Task Every_endpoint_for_programs_says_what_scope_it_needs()
    {
        var endpoints = await Mapped();
        var api = endpoints.Where(endpoint => IsForPrograms(endpoint) && !Carriers.Contains(Path(endpoint))).ToList();

        Assert.NotEmpty(api);
        Assert.All(api, endpoint => Assert.True(RequiredScope.Of(endpoint) is not null, $"{endpoint.DisplayName} needs a RequireScope."));
        Assert.All(api, endpoint => Assert.Contains(
            endpoint.Metadata.OfType<IAuthorizeData>(), lock_ => lock_.Policy == RequiredScope.Of(endpoint)!.Policy));
        Assert.All(api, endpoint => Assert.Empty(endpoint.Metadata.OfType<IAllowAnonymous>()));
    }

    [Fact]
    public async Task What_changes_something_needs_more_than_reading() => Assert.Empty((await Mapped())
        .Where(endpoint => IsForPrograms(endpoint) && RequiredScope.Of(endpoint)?.Scope == Scopes.Read)
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || !methods.HttpMethods.All(method => HttpMethods.IsGet(method) || HttpMethods.IsHead(method)))
        // The docs page answers to whatever method it is asked with, and changes nothing.
        .Where(endpoint => !Path(endpoint).StartsWith("/docs", StringComparison.Ordinal))
        .Select(endpoint => endpoint.DisplayName));

    private static bool IsForPrograms(RouteEndpoint endpoint) =>
        Path(endpoint).StartsWith("/api/", StringComparison.Ordinal) || Path(endpoint).StartsWith("/openapi", StringComparison.Ordinal)
        // The scripts and the picture of the docs page are the same for everybody.
        || (Path(endpoint).StartsWith("/docs", StringComparison.Ordinal) && !Path(endpoint).Contains('.', StringComparison.Ordinal));

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    private static async Task<List<RouteEndpoint>> Mapped()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration[PostgresSetup.ConnectionStringKey] = "Host=nowhere.invalid";
        builder.AddPostgres();
        builder.AddCluster();
        builder.AddGrains();
        builder.AddTwilio();
        builder.AddRecordings();
        builder.AddOperations();
        builder.AddAccounts();
        builder.AddMail();
        builder.AddRest();
        builder.AddHealth();
        builder.Services.AddWeb();
        await using var app = builder.Build();
        app.MapTwilioWebhooks();
        app.MapRest();
        app.MapHealth();
        app.MapWeb();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
