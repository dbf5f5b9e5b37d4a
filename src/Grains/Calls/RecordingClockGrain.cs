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

    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;
    private IGrainTimer? _timer;
    private DateTimeOffset _retainAt;
    private bool _woken;

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("recordings", Period, Period);
        await Wake();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    public Task Wake()
    {
        _timer ??= this.RegisterGrainTimer(static (clock, _) => clock.Wake(), this, new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true });
        _woken = true;
        if (_work.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _work = Work();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _work;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Work()
    {
        try
        {
            while (_woken)
            {
                _woken = false;
                await fetch.Look(_stopping.Token);
                if (time.Now() is var now && now >= _retainAt)
                {
                    await retention.Look(_stopping.Token);
                    _retainAt = now + RetentionEvery;
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation goes; what is due stays due for the next one.
        }
        catch (Exception fault)
        {
            // The top of this background work: nobody awaits it. The next tick looks again, and what is due stays due.
            LogFault(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every recording that is due could be looked after; trying again.")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
