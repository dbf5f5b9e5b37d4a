using Microsoft.Extensions.Options;

namespace OrleansSms.Silo.Health;

/// <summary>
/// Between the wish to end and the end: the silo takes everything as before but says that it is not ready, until whoever
/// spreads the traffic has noticed.
/// </summary>
internal sealed partial class Drain(IOptions<DrainOptions> options, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.For is { Ticks: > 0 } length)
        {
            LogDraining(logger, length);
            await Task.Delay(length, time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Told to end: not ready any more, and gone after {Length}")]
    private static partial void LogDraining(ILogger logger, TimeSpan length);
}
