using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// Looks up a line's messages in doubt when it is time to. It waits for the carrier's lists in the place of the line's
/// sender; what it knows is in the outbox's rows, so that any silo can go on.
/// </summary>
[GrainType("line-checks")]
internal sealed partial class LineChecksGrain(
    IDoubts doubts,
    LookUp lookUp,
    IOptions<LineOptions> options,
    TimeProvider time,
    ILogger<LineChecksGrain> logger) : Grain, ILineChecksGrain, IDisposable
{
    // Few: it shares the account's requests with the sender. More than one, so that a list that hangs does not hold the others.
    private const int AtOnce = 4;

    // Longer than a look-up takes: one that died with its silo comes again after it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    private readonly List<Task> _looking = [];
    private BackgroundWork _work = null!;
    private int _busy;

    private string Line => LineKey.LineOf(this.GetPrimaryKeyString());

    private TimeSpan First => options.Value.LookUps[0];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _work = new(this, LookUpWhatIsDue, fault => LogFault(logger, fault, PhoneNumber.Mask(Line)), AfterFault);
        return Task.CompletedTask;
    }

    public Task Wake() => _work.Wake();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        await Task.WhenAll([_work.Stop(), .. _looking]).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    public void Dispose() => _work?.Dispose();

    private async Task LookUpWhatIsDue(CancellationToken stopping)
    {
        _looking.RemoveAll(look => look.IsCompleted);
        var due = await doubts.Due(Line, time.Now(), First, stopping);
        foreach (var conversation in due.GroupBy(doubt => doubt.ConversationId).Take(AtOnce - _busy))
        {
            _looking.Add(await Begin([.. conversation]));
        }

        // With all hands busy the next thing to happen is that one is free, and that wakes us.
        if (_busy < AtOnce && await doubts.NextLookUp(Line, First, stopping) is { } next)
        {
            _work.WakeIn(next - time.Now());
        }
    }

    /// <returns>The look-up, which nobody waits for.</returns>
    private async Task<Task> Begin(IReadOnlyCollection<Doubt> conversation)
    {
        foreach (var doubt in conversation)
        {
            await doubts.LookedUp(doubt, doubt.LookUps, time.Now() + Lease, _work.Stopping);
        }

        return Look(conversation);
    }

    private async Task Look(IReadOnlyCollection<Doubt> conversation)
    {
        _busy++;
        try
        {
            await lookUp.Of(conversation, _work.Stopping);
        }
        catch (OperationCanceledException) when (_work.Stopping.IsCancellationRequested)
        {
            // The activation goes; its lease runs out.
        }

        _busy--;
        await Wake();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking up what is in doubt on line {Line} stopped on a fault and is tried again in a few seconds.")]
    private static partial void LogFault(ILogger logger, Exception fault, string line);
}
