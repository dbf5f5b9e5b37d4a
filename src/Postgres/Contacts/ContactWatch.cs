using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Contacts;

/// <summary>Listens to the database for changes in the book, so that every open screen calls people as they are called now.</summary>
internal sealed partial class ContactWatch(
    [FromKeyedServices(DataSources.Cluster)] NpgsqlDataSource database, ContactNames names, TimeProvider time, ILogger<ContactWatch> logger) : BackgroundService
{
    // A line that went dead without a word is found out by asking.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Emptied = TimeSpan.FromHours(1);
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
                // A hosted service that throws would stop the host, and without it names are merely asked each time.
                LogDeaf(logger, fault);
            }
            finally
            {
                names.Close();
            }

            await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        connection.Notification += (_, told) => names.Take(told.Payload);
        await ContactWrites.Execute(connection, $"listen {ContactWrites.Channel}", [], stopping);
        names.Open();
        var emptied = default(DateTimeOffset);
        while (true)
        {
            if (time.GetUtcNow() - emptied > Emptied)
            {
                emptied = time.GetUtcNow();
                await ContactRemoval.Empty(database, time, stopping);
            }

            if (!await connection.WaitAsync(Silence, stopping))
            {
                await ContactWrites.Execute(connection, "select 1", [], stopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of contacts cannot be listened to; until they can, each name is asked of the database.")]
    private static partial void LogDeaf(ILogger logger, Exception fault);
}
