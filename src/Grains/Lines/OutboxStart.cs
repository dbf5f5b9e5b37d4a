using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Lines;

/// <summary>Starts the outbox clock with the silo, so that what waited through a restart goes out at once.</summary>
internal sealed partial class OutboxStart(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider time, ILogger<OutboxStart> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The carrier calls back within a moment, and not for long: nothing goes out before somebody answers.
        await host.Open(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IOutboxClockGrain>(OutboxClockGrain.Key).Start();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox clock could not be started; trying again.")]
    private static partial void LogNotStarted(ILogger logger, Exception fault);
}
