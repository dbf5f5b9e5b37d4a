using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansSms.Silo.Health;

/// <summary>Active in the cluster and not on its way out.</summary>
internal sealed class SiloHealth(ISiloStatusOracle silo, IHostApplicationLifetime host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        silo.CurrentStatus == SiloStatus.Active && !host.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy());
}
