using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// Drains a line's outbox to the carrier. It is the one grain that deals with the internet, and nobody waits for it.
/// What it knows is in the outbox: a sender that dies is replaced by the next one.
/// </summary>
[GrainType("line")]
internal sealed partial class LineGrain(
    IOutbox outbox,
    LinePost post,
    Postings postings,
    IOptions<LineOptions> options,
    TimeProvider time,
    ILogger<LineGrain> logger) : Grain, ILineGrain, IDisposable
{
    // Longer than the carrier client may take with all its retries, so that a living sender never loses its claim.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    private readonly Pace _pace = new(options.Value.SegmentsPerSecond, options.Value.Burst);
    private readonly CancellationTokenSource _stopping = new();
    private IGrainTimer? _alarm;
    private Task _drain = Task.CompletedTask;
    private bool _woken;
    private bool _settledInheritance;

    private bool HasRoom => postings.Count(Line) < options.Value.InFlight && postings.Pause(Line) == TimeSpan.Zero;

    private string Line => LineKey.LineOf(this.GetPrimaryKeyString());

    public Task Wake()
    {
        _woken = true;
        if (_drain.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _drain = Drain();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _drain;
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _stopping.Dispose();
    }

    private async Task Drain()
    {
        try
        {
            while (_woken && postings.IsOpen)
            {
                _woken = false;
                FaultPoint.Reach("line.draining");
                await SettleAbandoned();
                await PostWhatIsDue();
                await SetAlarm();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation goes; what is left waits in the outbox for the next one.
        }
        catch (Exception fault)
        {
            // The top of this background work: nobody awaits it, so it is told here and tried again.
            LogFault(logger, fault, PhoneNumber.Mask(Line));
            Alarm(AfterFault);
        }
    }

    private async Task PostWhatIsDue()
    {
        while (HasRoom && postings.IsOpen)
        {
            if (_pace.Wait(time.Now()) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, _stopping.Token);
            }

            FaultPoint.Reach("sender.claiming");
            if (await outbox.Claim(Line, time.Now(), Lease, _stopping.Token) is not { } item)
            {
                return;
            }

            FaultPoint.Reach("sender.claimed");
            _pace.Spend(time.Now(), item.Segments);
            postings.Start(Line, item);
        }
    }

    private async Task SettleAbandoned()
    {
        // What is claimed before this activation ever claimed was claimed by one that is gone: a clean end leaves nothing behind.
        // Should the other still live, the carrier's answer settles the doubt.
        var until = _settledInheritance ? time.Now() : time.Now() + Lease;
        foreach (var item in await outbox.Abandoned(Line, until, _stopping.Token))
        {
            if (!postings.IsRunning(item.MessageId))
            {
                LogAbandoned(logger, item.MessageId);
                FaultPoint.Reach("line.settling-abandoned");
                await post.Abandon(item);
            }
        }

        _settledInheritance = true;
    }

    private async Task SetAlarm()
    {
        if (postings.Pause(Line) is var pause && pause > TimeSpan.Zero)
        {
            Alarm(pause);
        }
        else if (HasRoom && await outbox.NextDue(Line, time.Now(), _stopping.Token) is { } due)
        {
            Alarm(due - time.Now());
        }

        // With every place taken the next thing to happen is an answer, and that wakes us.
    }

    private void Alarm(TimeSpan sleep)
    {
        _alarm?.Dispose();
        _alarm = this.RegisterGrainTimer(
            static (line, _) => line.Wake(), this, TimeSpan.FromTicks(Math.Clamp(sleep.Ticks, TimeSpan.TicksPerMillisecond * 50, LongestSleep.Ticks)), Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender of line {Line} stopped on a fault and tries again in a few seconds.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} was claimed by a sender that went away: in doubt.")]
    private static partial void LogAbandoned(ILogger logger, Guid messageId);
}
