using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Contacts;

/// <summary>What was deleted long enough ago is gone for good. On every silo: emptying what is empty costs nothing.</summary>
internal sealed partial class ContactEmptying(
    [FromKeyedServices(DataSources.Cluster)] NpgsqlDataSource database, TimeProvider time, ILogger<ContactEmptying> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                await ContactRemoval.Empty(database, time, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host; what is left goes the next time.
                LogLeft(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deleted contacts could not be removed for good; it is tried again.")]
    private static partial void LogLeft(ILogger logger, Exception fault);
}
