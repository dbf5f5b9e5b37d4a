using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansSms.Silo.Health;

internal static class HealthSetup
{
    private const string Ready = "ready";

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddSingleton<DatabaseHealth>().AddHealthChecks()
            .AddCheck<SiloHealth>("silo", tags: [Ready])
            .AddCheck<DatabaseHealth>("database", tags: [Ready]);
    }

    /// <summary>Open to everybody, before anything that asks the database who is calling: probes have no account, and the answer tells only up or down.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = Write }).AllowAnonymous().ShortCircuit();
    }

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = Name(report.Status),
        Checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Exception is null ? entry.Value.Description ?? Name(entry.Value.Status) : Name(entry.Value.Status)),
    }, JsonSerializerOptions.Web);

    private static string Name(HealthStatus status) => status == HealthStatus.Healthy ? "up" : "down";
}
