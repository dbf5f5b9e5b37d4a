using Microsoft.Extensions.Logging;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>A timer for promptness, and a reminder, because it must tick whichever silos live. The work goes on beside its turns: nobody waits for it.</summary>
[GrainType("recording-clock")]
internal sealed partial class RecordingClockGrain(
    RecordingFetch fetch, RecordingRetention retention, TimeProvider time, ILogger<RecordingClockGrain> logger)
    : Grain, IRecordingClockGrain, IRemindable, IDisposable
{
    public const string Key = "recordings/clock";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetentionEvery = TimeSpan.FromMinutes(5);

    private BackgroundWork _work = null!;
    private IGrainTimer? _timer;
    private DateTimeOffset _retainAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _work = new(this, Look, fault => LogFault(logger, fault), Tick);
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("recordings", Period, Period);
        await Wake();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    public Task Wake()
    {
        _timer ??= this.RegisterGrainTimer(static (clock, _) => clock.Wake(), this, new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true });
        return _work.Wake();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _work.Stop();

    public void Dispose() => _work?.Dispose();

    private async Task Look(CancellationToken stopping)
    {
        await fetch.Look(stopping);
        if (time.Now() is var now && now >= _retainAt)
        {
            await retention.Look(stopping);
            _retainAt = now + RetentionEvery;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every recording that is due could be looked after; trying again.")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
