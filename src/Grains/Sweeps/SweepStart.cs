using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Sweeps;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Starts the sweeps' clock with the silo, so that what was missed while nobody was there is fetched soon.</summary>
internal sealed partial class SweepStart(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider time, ILogger<SweepStart> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await host.Open(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<ISweepClockGrain>(SweepKey.Clock).Start();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweeps' clock could not be started; trying again.")]
    private static partial void LogNotStarted(ILogger logger, Exception fault);
}
