using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;

namespace OrleansSms.Web;

/// <summary>What browsers are told about trusting our answers.</summary>
internal static class WebHeaders
{
    /// <param name="sources">What of others pages talk to for calls in the browser; none: that is not there.</param>
    public static string ContentSecurityPolicy(ImmutableArray<string> sources) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        $"connect-src {string.Join(' ', (string[])["'self'", .. sources])}; media-src {string.Join(' ', (string[])["'self'", "blob:", .. sources.Where(IsFile)])}; " +
        "manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static Task Set(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            Write((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    /// <summary>Programs get their status codes without a page around them.</summary>
    public static Task LeaveApiAlone(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) &&
            context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }

    private static bool IsFile(string source) => source.StartsWith("https:", StringComparison.Ordinal);

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";

        // At the start of the answer the endpoint is known, also when an error page took over.
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var sources = context.RequestServices.GetRequiredService<ISoftphone>().Sources;
            headers.ContentSecurityPolicy = ContentSecurityPolicy(sources);
            headers["Permissions-Policy"] = sources.IsEmpty ? "microphone=()" : "microphone=(self)";
        }

        // Fonts carry a version in their name, so a browser never has to ask again.
        if (context.Request.Path.Value is { } path && path.EndsWith(".woff2", StringComparison.Ordinal) && context.Response.StatusCode is 200 or 206)
        {
            headers.CacheControl = "public,max-age=31536000,immutable";
        }
    }
}
