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

    private readonly List<Task> _dials = [];
    private BackgroundWork _work = null!;

    private string Line => LineKey.LineOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _work = new(this, LookAfterCalls, fault => LogFault(logger, fault, PhoneNumber.Mask(Line)), Soon);
        return Task.CompletedTask;
    }

    public Task Wake() => _work.Wake();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _work.Stop();
        await Task.WhenAll(_dials);
    }

    public void Dispose() => _work?.Dispose();

    private async Task LookAfterCalls(CancellationToken stopping)
    {
        foreach (var order in await dialling.Claim(Line, stopping))
        {
            // Not waited for: a carrier that hangs on one call holds up neither the next nor a hang-up.
            var dial = Dial(order);
            _dials.RemoveAll(one => one.IsCompleted);
            _dials.Add(dial);
        }

        var isAllDone = await dialling.HangUp(Line, stopping);
        await lookUp.Ask(Line, stopping);
        if (!isAllDone)
        {
            _work.WakeIn(Soon);
        }
        else if ((await calls.Quiet(Line, time.Now(), 1, stopping)).Length > 0)
        {
            // Often enough that nobody waits much longer than that for a callback that got lost.
            _work.WakeIn(options.Value.LookUpAfter / 3);
        }
    }

    private async Task Dial(CallOrder order)
    {
        try
        {
            if (!await dialling.Dial(order))
            {
                _work.WakeIn(Soon);
            }
        }
        catch (Exception fault)
        {
            // Nobody awaits it: what became of the call is found when the claim has run out.
            LogFault(logger, fault, PhoneNumber.Mask(Line));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking after the calls of line {Line} stopped on a fault and is tried again in a moment.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);
}
