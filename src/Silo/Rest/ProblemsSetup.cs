using Microsoft.AspNetCore.Diagnostics;

namespace OrleansSms.Silo.Rest;

/// <summary>Every error of the API is a problem document; a page shows the error page instead.</summary>
internal static class ProblemsSetup
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions.TryAdd("code", CodeOf(context.HttpContext.Response.StatusCode)));
        builder.Services.AddExceptionHandler<FaultHandler>();
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseWhen(context => !IsForPeople(context), programs => programs.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(IsForPeople, pages => pages.UseExceptionHandler("/error", createScopeForErrors: true).UseStatusCodePagesWithReExecute("/not-found"));
    }

    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/openapi")
        && !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/_blazor");

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad-request",
        StatusCodes.Status401Unauthorized => "not-signed-in",
        StatusCodes.Status403Forbidden => "not-allowed",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "too-large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported-media-type",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => "error",
    };
}
