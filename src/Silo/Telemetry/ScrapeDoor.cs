using System.Security.Cryptography;
using System.Text;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Telemetry;

/// <summary>Where Prometheus reads metrics: with the token of the configuration, and not at all without one.</summary>
internal static class ScrapeDoor
{
    public const string Path = "/metrics";

    private const string Scheme = "Bearer ";

    /// <summary>Before anything that asks who is calling: it is no member.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        var token = app.Services.GetRequiredService<TelemetryOptions>().PrometheusToken;
        app.MapGet(Path, token is null ? Closed : Guarded(app, token)).AllowAnonymous().ExcludeFromDescription().ShortCircuit();
    }

    private static Task Closed(HttpContext context) => Problem
        .Of(StatusCodes.Status404NotFound, "metrics-off", "Metrics are not given out here. Set Telemetry:PrometheusToken, or send them by OTLP.").ExecuteAsync(context);

    private static RequestDelegate Guarded(WebApplication app, string token)
    {
        var expected = Hash(token);
        var scrape = ((IEndpointRouteBuilder)app).CreateApplicationBuilder().UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();
        return context => IsKnown(context.Request, expected) ? scrape(context) : Refuse(context);
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        return Problem.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "Metrics are for whoever shows the token in Telemetry:PrometheusToken.").ExecuteAsync(context);
    }

    private static bool IsKnown(HttpRequest request, byte[] expected) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), expected);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
