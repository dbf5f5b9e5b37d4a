using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OrleansSms.Postgres.Schema;

namespace OrleansSms.Silo.Health;

/// <summary>Reachable, and with the schema of this build.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database, SchemaMigrator schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await schema.IsCurrent(database, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("the schema is not that of this build");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("unreachable");
        }
    }
}
