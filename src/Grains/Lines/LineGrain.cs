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

    private Pace _pace = null!;
    private BackgroundWork _drain = null!;
    private LineBacklog? _queue;
    private DateTimeOffset _settleAt;
    private bool _settledInheritance;

    /// <summary>None while the carrier lets nobody in.</summary>
    private int Places => postings.Pause(Line) > TimeSpan.Zero ? 0 : options.Value.InFlight - postings.Count(Line);

    private string Line => LineKey.LineOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pace = new(rates.Of(Line));
        _drain = new(this, Drain, Tell, AfterFault);
        return Task.CompletedTask;
    }

    public Task Wake() => _drain.Wake();

    public async Task<LineBacklog> Queue()
    {
        var now = time.Now();
        if (_queue is null || now - _queue.At >= QueueKept)
        {
            _queue = QueueReading.Read(await outbox.Backlog(Line, _pace.Terms, now, _drain.Stopping), _pace.Terms, now);
        }

        return _queue;
    }

    public async Task Stop(ConversationId id)
    {
        await outbox.Stop(id, time.Now(), _drain.Stopping);
        _settleAt = default;
        await Wake();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _drain.Stop();

    public void Dispose() => _drain?.Dispose();

    private async Task Drain(CancellationToken stopping)
    {
        if (!postings.IsOpen)
        {
            return;
        }

        FaultPoint.Reach("line.draining");
        await SettleAbandoned();
        await PostWhatIsDue();
        await SetAlarm();
    }

    private void Tell(Exception fault)
    {
        LogFault(logger, fault, PhoneNumber.Mask(Line));
        _settleAt = default;
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
                await Task.Delay(wait, time, _drain.Stopping);
            }

            var now = time.Now();
            FaultPoint.Reach("sender.claiming");
            var claim = await outbox.Claim(Line, new(now, Lease, places, _pace.Terms), _drain.Stopping);
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
        await post.SettleAbandoned(Line, _settledInheritance ? now : now + Lease, postings.IsRunning, _drain.Stopping);
        _settledInheritance = true;
    }

    private async Task SetAlarm()
    {
        if (postings.Pause(Line) is var pause && pause > TimeSpan.Zero)
        {
            _drain.WakeIn(pause);
            return;
        }

        // With every place taken the next thing to happen is an answer, and that wakes us.
        if (Places <= 0)
        {
            return;
        }

        if (_pace.Wait(time.Now()) is var wait && wait > TimeSpan.Zero)
        {
            LineMeasures.Paces(wait);
            _drain.WakeIn(wait);
        }
        else if (await outbox.NextDue(Line, _drain.Stopping) is { } due)
        {
            _settleAt = due < _settleAt ? due : _settleAt;
            _drain.WakeIn(due - time.Now());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender of line {Line} stopped on a fault and tries again in a few seconds.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);
}
