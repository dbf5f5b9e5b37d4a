using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Access;

/// <summary>Listens to the database for changes of what members may do. A revoked token is refused by every silo within a moment.</summary>
internal sealed partial class AccessWatch(
    [FromKeyedServices(DataSources.Cluster)] NpgsqlDataSource database, AccessCache cache, TimeProvider time, ILogger<AccessWatch> logger) : BackgroundService
{
    // A line that went dead without a word is found out by asking.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host, and without it everything is merely asked each time.
                LogDeaf(logger, fault);
            }
            finally
            {
                cache.Close();
            }

            await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        connection.Notification += (_, _) => cache.Forget();
        await Execute(connection, "listen access", stopping);
        cache.Open();
        while (true)
        {
            if (!await connection.WaitAsync(Silence, stopping))
            {
                await Execute(connection, "select 1", stopping);
            }
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of access cannot be listened to; until they can, each request asks the database.")]
    private static partial void LogDeaf(ILogger logger, Exception fault);
}
