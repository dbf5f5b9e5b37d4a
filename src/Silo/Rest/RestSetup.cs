using System.Security.Claims;
using Scalar.AspNetCore;

namespace OrleansSms.Silo.Rest;

/// <summary>The API for programs: every call needs a member, by token or by cookie.</summary>
internal static class RestSetup
{
    public static void AddRest(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer<ApiDescription>());
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.AddProblems();
    }

    public static void MapRest(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapSend();
        api.MapConversations();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization();
        app.MapScalarApiReference("/docs", docs => docs
                .WithTitle("OrleansSms API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts())
            .RequireAuthorization();
    }

    public static Guid UserId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
