using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Calls;

/// <summary>
/// Looks after a line's calls while there are any. What it knows is in the store: one that dies is replaced by the next.
/// </summary>
[GrainType("line-calls")]
internal sealed partial class LineCallsGrain(ICallStore calls, Dialling dialling, CallLookUp lookUp, IOptions<CallOptions> options, TimeProvider time, ILogger<LineCallsGrain> logger)
    : Grain, ILineCallsGrain, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _dials = [];
    private IGrainTimer? _alarm;
    private Task _work = Task.CompletedTask;
    private bool _woken;

    private string Line => LineKey.LineOf(this.GetPrimaryKeyString());

    public Task Wake()
    {
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
        await Task.WhenAll(_dials);
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _stopping.Dispose();
    }

    private async Task Work()
    {
        try
        {
            while (_woken && !_stopping.IsCancellationRequested)
            {
                _woken = false;
                foreach (var order in await dialling.Claim(Line, _stopping.Token))
                {
                    // Not waited for: a carrier that hangs on one call holds up neither the next nor a hang-up.
                    var dial = Dial(order);
                    _dials.RemoveAll(one => one.IsCompleted);
                    _dials.Add(dial);
                }

                var all = await dialling.HangUp(Line, _stopping.Token);
                await lookUp.Ask(Line, _stopping.Token);
                await SetAlarm(all);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation goes; what is left is in the store for the next one.
        }
        catch (Exception fault)
        {
            // The top of this background work: nobody awaits it, so it is told here and tried again.
            LogFault(logger, fault, PhoneNumber.Mask(Line));
            Alarm(Soon);
        }
    }

    private async Task Dial(CallOrder order)
    {
        try
        {
            if (!await dialling.Dial(order))
            {
                Alarm(Soon);
            }
        }
        catch (Exception fault)
        {
            // Nobody awaits it: what became of the call is found when the claim has run out.
            LogFault(logger, fault, PhoneNumber.Mask(Line));
        }
    }

    private async Task SetAlarm(bool isAllDone)
    {
        if (!isAllDone)
        {
            Alarm(Soon);
        }
        else if ((await calls.Quiet(Line, time.Now(), 1, _stopping.Token)).Length > 0)
        {
            // Often enough that nobody waits much longer than that for a callback that got lost.
            Alarm(options.Value.LookUpAfter / 3);
        }
    }

    private void Alarm(TimeSpan sleep)
    {
        _alarm?.Dispose();
        _alarm = this.RegisterGrainTimer(static (line, _) => line.Wake(), this, sleep, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking after the calls of line {Line} stopped on a fault and is tried again in a moment.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);
}
