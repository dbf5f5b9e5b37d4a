using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>A timer for promptness, and a reminder, because it must tick whichever silos live.</summary>
[GrainType("snooze-clock")]
internal sealed partial class SnoozeClockGrain(ISnoozes snoozes, TimeProvider time, ILogger<SnoozeClockGrain> logger) : Grain, ISnoozeClockGrain, IRemindable
{
    public const string Key = "snoozes/clock";

    private const int AtATime = 200;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private IGrainTimer? _timer;

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("snoozes", Period, Period);
        Tick();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Tick();
        return Task.CompletedTask;
    }

    private void Tick() => _timer ??= this.RegisterGrainTimer(WakeDue, new GrainTimerCreationOptions(TimeSpan.Zero, Look) { KeepAlive = true });

    private async Task WakeDue(CancellationToken cancellation)
    {
        try
        {
            foreach (var id in await snoozes.Due(time.Now(), AtATime, cancellation))
            {
                await GrainFactory.Conversation(id).Wake(cancellation);
            }
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // The next tick looks again, and what is due stays due.
            LogNotWoken(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every conversation whose snooze ended could be woken; trying again.")]
    private static partial void LogNotWoken(ILogger logger, Exception fault);
}
