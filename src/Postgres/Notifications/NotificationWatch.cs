using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Notifications;

/// <summary>Listens to the database on one connection for everybody of this silo: a token that was revoked by any silo is refused by all within a moment.</summary>
internal sealed partial class NotificationWatch(
    [FromKeyedServices(DataSources.Cluster)] NpgsqlDataSource database, IEnumerable<IListener> listeners, TimeProvider time, ILogger<NotificationWatch> logger) : BackgroundService
{
    // A line that went dead without a word is found out by asking.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<IListener> _listeners = [.. listeners];

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
                foreach (var listener in _listeners)
                {
                    listener.Close();
                }
            }

            await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        connection.Notification += (_, told) => Tell(told);
        await Execute(connection, string.Join("; ", _listeners.Select(listener => $"listen {listener.Channel}")), stopping);
        foreach (var listener in _listeners)
        {
            listener.Open();
        }

        while (true)
        {
            if (!await connection.WaitAsync(Silence, stopping))
            {
                await Execute(connection, "select 1", stopping);
            }
        }
    }

    private void Tell(NpgsqlNotificationEventArgs told)
    {
        foreach (var listener in _listeners)
        {
            if (listener.Channel == told.Channel)
            {
                listener.Take(told.Payload);
            }
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes cannot be listened to; until they can, access and names are asked of the database each time, and carrier accounts stay as they were.")]
    private static partial void LogDeaf(ILogger logger, Exception fault);
}
