using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Sweeps;
using OrleansSms.Grains.Tray;
using OrleansSms.Lines;
using OrleansSms.Sweeps;
using OrleansSms.Tray;

namespace OrleansSms.Grains;

/// <summary>Starts the cluster's clocks with the silo, so that what waited while nobody was there is looked at soon.</summary>
internal sealed partial class ClockStart(
    IGrainFactory grains, IHostApplicationLifetime host, TimeProvider time, ILogger<ClockStart> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The carrier calls back within a moment, and not for long: nothing goes out before somebody answers.
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var opened = host.ApplicationStarted.Register(open.SetResult);
        await open.Task.WaitAsync(stoppingToken);
        await Task.WhenAll(
            Start("outbox", () => grains.GetGrain<IOutboxClockGrain>(OutboxClockGrain.Key).Start(), stoppingToken),
            Start("sweeps", () => grains.GetGrain<ISweepClockGrain>(SweepKey.Clock).Start(), stoppingToken),
            Start("calls", () => grains.GetGrain<ICallClockGrain>(CallClockGrain.Key).Start(), stoppingToken),
            Start("texts", () => grains.GetGrain<ITextClockGrain>(TextClockGrain.Key).Start(), stoppingToken),
            Start("snoozes", () => grains.GetGrain<ISnoozeClockGrain>(SnoozeClockGrain.Key).Start(), stoppingToken),
            Start("recordings", () => grains.GetGrain<IRecordingClockGrain>(RecordingClockGrain.Key).Start(), stoppingToken),
            Start("orphans", () => grains.GetGrain<IOrphanClockGrain>(OrphanClockGrain.Key).Start(), stoppingToken));
    }

    private async Task Start(string clock, Func<Task> start, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await start();
                return;
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host, and this can be tried again.
                LogNotStarted(logger, fault, clock);
                await Task.Delay(Again, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of the {Clock} could not be started; trying again.")]
    private static partial void LogNotStarted(ILogger logger, Exception fault, string clock);
}
