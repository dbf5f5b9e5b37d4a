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
    LineRates rates,
    IOptions<LineOptions> options,
    TimeProvider time,
    ILogger<LineGrain> logger) : Grain, ILineGrain, IDisposable
{
    // Longer than the carrier client may take with all its retries, so that a living sender never loses its claim.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QueueKept = TimeSpan.FromSeconds(1);

    // A timer is worth it from here on; below, the drain itself waits.
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private Pace _pace = null!;
    private LineBacklog? _queue;
    private IGrainTimer? _alarm;
    private Task _drain = Task.CompletedTask;
    private DateTimeOffset _settleAt;
    private bool _woken;
    private bool _settledInheritance;

    /// <summary>None while the carrier lets nobody in.</summary>
    private int Places => postings.Pause(Line) > TimeSpan.Zero ? 0 : options.Value.InFlight - postings.Count(Line);

    private string Line => LineKey.LineOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pace = new(rates.Of(Line));
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        _woken = true;
        if (_drain.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _drain = Drain();
        }

        return Task.CompletedTask;
    }

    public async Task<LineBacklog> Queue()
    {
        var now = time.Now();
        if (_queue is null || now - _queue.At >= QueueKept)
        {
            _queue = QueueReading.Read(await outbox.Backlog(Line, _pace.Terms, now, _stopping.Token), _pace.Terms, now);
        }

        return _queue;
    }

    public async Task Stop(ConversationId id)
    {
        await outbox.Stop(id, time.Now(), _stopping.Token);
        _settleAt = default;
        await Wake();
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
            _settleAt = default;
            Alarm(AfterFault);
        }
    }

    private async Task PostWhatIsDue()
    {
        while (postings.IsOpen && Places is > 0 and var places)
        {
            if (_pace.Wait(time.Now()) is var wait && wait > ShortWait)
            {
                return;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, _stopping.Token);
            }

            var now = time.Now();
            FaultPoint.Reach("sender.claiming");
            var claim = await outbox.Claim(Line, new(now, Lease, places, _pace.Terms), _stopping.Token);
            _pace.Owes(claim.Owed, now);
            foreach (var item in claim.Items)
            {
                FaultPoint.Reach("sender.claimed");
                postings.Start(Line, item);
            }

            if (claim.Items.Length < places && _pace.Wait(now) == TimeSpan.Zero)
            {
                return;
            }
        }
    }

    private async Task SettleAbandoned()
    {
        if (time.Now() is var now && now < _settleAt)
        {
            return;
        }

        // What is claimed before this activation ever claimed was claimed by one that is gone: a clean end leaves nothing behind.
        // Should the other still live, the carrier's answer settles the doubt.
        // The next time is set first: a stop that comes meanwhile moves it up again.
        _settleAt = now + LongestSleep;
        await post.SettleAbandoned(Line, _settledInheritance ? now : now + Lease, postings.IsRunning, _stopping.Token);
        _settledInheritance = true;
    }

    private async Task SetAlarm()
    {
        if (postings.Pause(Line) is var pause && pause > TimeSpan.Zero)
        {
            Alarm(pause);
            return;
        }

        // With every place taken the next thing to happen is an answer, and that wakes us.
        if (Places <= 0)
        {
            return;
        }

        if (_pace.Wait(time.Now()) is var wait && wait > TimeSpan.Zero)
        {
            Alarm(wait);
        }
        else if (await outbox.NextDue(Line, _stopping.Token) is { } due)
        {
            _settleAt = due < _settleAt ? due : _settleAt;
            Alarm(due - time.Now());
        }
    }

    private void Alarm(TimeSpan sleep)
    {
        _alarm?.Dispose();
        _alarm = this.RegisterGrainTimer(
            static (line, _) => line.Wake(), this, TimeSpan.FromTicks(Math.Clamp(sleep.Ticks, TimeSpan.TicksPerMillisecond * 50, LongestSleep.Ticks)), Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender of line {Line} stopped on a fault and tries again in a few seconds.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);
}
