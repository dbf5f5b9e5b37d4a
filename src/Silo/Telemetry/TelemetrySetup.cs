using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrleansSms.Silo.Telemetry;

/// <summary>Traces, metrics and logs for tools that watch. What nobody asked for is not made: no listener, no work.</summary>
internal static class TelemetrySetup
{
    private const string Service = "orleanssms";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources =
    [
        "OrleansSms.*", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Npgsql", "System.Net.Http", "Microsoft.AspNetCore.Components",
    ];

    private static readonly string[] Meters =
    [
        Measures.Name, $"{Measures.Name}.*", "Microsoft.Orleans", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits", "System.Net.Http",
    ];

    // Nothing that is asked every few seconds, and no connection that lasts as long as a page.
    private static readonly string[] Untraced = ["/health", ScrapeDoor.Path, "/_blazor", "/_framework", "/_content", "/css", "/js", "/fonts", "/icons"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        builder.Services.AddSingleton(options);

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService(Service, serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString())
            .AddEnvironmentVariableDetector());
        if (IsSent(builder, "TRACES"))
        {
            builder.AddTraces(telemetry, options);
        }

        AddMetrics(telemetry, isSent: IsSent(builder, "METRICS"), isScraped: options.PrometheusToken is not null);
        if (IsSent(builder, "LOGS"))
        {
            telemetry.WithLogging(logs => logs.AddOtlpExporter(), logs => (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, false));
        }
    }

    private static void AddTraces(this WebApplicationBuilder builder, OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        builder.Services.AddSingleton<DistributedContextPropagator>(new OwnTraces());
        // Any other would look into the headers of requests by itself.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Host.UseOrleans(silo => silo.AddActivityPropagation());
        telemetry.WithTracing(traces => traces
            .SetSampler(new ParentBasedSampler(new Beginnings(new TraceIdRatioBasedSampler(options.SampleRatio))))
            .AddSource(Sources)
            .AddAspNetCoreInstrumentation(http => http.Filter = context => !Array.Exists(Untraced, path => context.Request.Path.StartsWithSegments(path)))
            .AddProcessor(new Discretion())
            .AddProcessor(new Frames())
            .AddOtlpExporter());
    }

    private static void AddMetrics(OpenTelemetryBuilder telemetry, bool isSent, bool isScraped)
    {
        if (!isSent && !isScraped)
        {
            return;
        }

        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (isSent)
            {
                metrics.AddOtlpExporter();
            }

            if (isScraped)
            {
                metrics.AddPrometheusExporter();
            }
        });
    }

    /// <summary>Where one signal goes may be said for itself.</summary>
    private static bool IsSent(WebApplicationBuilder builder, string signal) =>
        builder.Configuration[Endpoint] is { Length: > 0 } || builder.Configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 };
}
