using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OrleansSms.Postgres.Schema;

namespace OrleansSms.Silo.Health;

/// <summary>Reachable, and with the schema of this build. Anybody may ask, so the database is asked once a second at most.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database, SchemaMigrator schema, TimeProvider time) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private HealthCheckResult _last;
    private long? _askedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_askedAt is not { } asked || time.GetElapsedTime(asked) > Fresh)
            {
                _last = await Ask(cancellationToken);
                _askedAt = time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<HealthCheckResult> Ask(CancellationToken cancellation)
    {
        try
        {
            return await schema.IsCurrent(database, cancellation)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("the schema is not that of this build");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("unreachable");
        }
    }
}
