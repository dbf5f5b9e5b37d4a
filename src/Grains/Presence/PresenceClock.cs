using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Grains.Presence;

/// <summary>Ends what nobody speaks of any more, every few seconds.</summary>
internal sealed partial class PresenceClock(LocalSeats seats, PresenceBook book, TimeProvider time, ILogger<PresenceClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Tick(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task Tick(CancellationToken cancellation)
    {
        book.Forget();
        try
        {
            await seats.Tidy(cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Who may see what cannot be asked just now: it is asked again in a moment.
            LogNotTidied(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be asked who still sees the conversations they have open.")]
    private static partial void LogNotTidied(ILogger logger, Exception fault);
}
