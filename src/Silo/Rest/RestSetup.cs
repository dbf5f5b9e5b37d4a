using OrleansSms.Members;
using OrleansSms.Silo.Accounts;
using Scalar.AspNetCore;

namespace OrleansSms.Silo.Rest;

/// <summary>The API for programs: every call needs a member, by token or by cookie.</summary>
internal static class RestSetup
{
    public static void AddRest(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = call => call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer<ApiDescription>();
            options.AddOperationTransformer<ScopeDescription>();
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.AddProblems();
    }

    public static void MapRest(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapSend();
        api.MapSendAgain();
        api.MapScheduled();
        api.MapCalls();
        api.MapCallFile();
        api.MapSoftphone();
        api.MapConversations();
        api.MapSearch();
        api.MapSweeps();
        api.MapGreetings();
        api.MapAudit();
        api.MapContactFiles();
        app.MapOpenApi("/openapi/{documentName}.json").RequireScope(Scopes.Read);
        app.MapScalarApiReference("/docs", docs => docs
                .WithTitle("OrleansSms API").WithOpenApiRoutePattern("/openapi/{documentName}.json")
                .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton().WithNonce())
            .RequireScope(Scopes.Read)
            .Add(StayHere);
    }

    // Its styles are written by its script as it goes; scripts run only when they are ours or carry the number of this answer.
    private static string DocsPolicy(object? nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The docs page is somebody else's script on our origin: it may talk to us and to nobody else.</summary>
    private static void StayHere(EndpointBuilder endpoint)
    {
        var page = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.ContentSecurityPolicy = DocsPolicy(context.Items[ScalarOptions.NonceHttpContextItemKey]);
                return Task.CompletedTask;
            });
            return page(context);
        };
    }
}
