using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansSms.Silo.Rest;

/// <summary>Every error that a program sees is a problem document; people get pages.</summary>
internal static class ProblemsSetup
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions.TryAdd("code", CodeOf(context.HttpContext.Response.StatusCode)));
        builder.Services.TryAddSingleton<PassingFaults>();
        builder.Services.AddExceptionHandler<FaultHandler>();
    }

    public static void UseProblems(this WebApplication app) =>
        app.UseWhen(IsForPrograms, programs => programs.UseExceptionHandler().UseStatusCodePages());

    private static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi")
        || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/_blazor");

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
