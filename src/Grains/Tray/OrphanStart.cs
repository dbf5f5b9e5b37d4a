using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tray;

/// <summary>Starts the orphans' clock with the silo.</summary>
internal sealed partial class OrphanStart(IGrainFactory grains, TimeProvider time, ILogger<OrphanStart> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IOrphanClockGrain>(OrphanClockGrain.Key).Start();
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host, and this can be tried again.
                LogNotStarted(logger, fault);
                await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The orphans' clock could not be started; trying again.")]
    private static partial void LogNotStarted(ILogger logger, Exception fault);
}
