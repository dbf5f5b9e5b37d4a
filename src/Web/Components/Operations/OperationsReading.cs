using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Operations;
using OrleansSms.Tray;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Operations;

/// <summary>Reads all parts at once, each for itself.</summary>
internal sealed class OperationsReading(IOperations operations, ITrayDesk tray, ILogger logger)
{
    /// <param name="before">What stays where a part cannot be read.</param>
    public async Task<OperationsView> Read(OperationsView before, bool isOwner, CancellationToken cancellation)
    {
        var silos = Part(before.Silos, operations.Silos, OperationsTexts.SilosFailed, cancellation);
        var outbox = Part(before.Outbox, operations.Outbox, OperationsTexts.ReadFailed, cancellation);
        var doubts = Part(before.Doubts, operations.Doubts, OperationsTexts.ReadFailed, cancellation);
        var troubles = Part(before.Troubles, operations.Troubles, OperationsTexts.ReadFailed, cancellation);
        var reasons = isOwner ? Part(before.Tray, tray.Reasons, OperationsTexts.ReadFailed, cancellation) : Task.FromResult(before.Tray);
        return new(await silos, await outbox, await doubts, await troubles, await reasons);
    }

    private async Task<Part<T>> Part<T>(Part<T> before, Func<CancellationToken, Task<ImmutableArray<T>>> read, string failed, CancellationToken cancellation)
    {
        try
        {
            return new(await read(cancellation));
        }
        catch (RefusedException refused)
        {
            return before with { Failure = RefusalWords.Of(refused) };
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // The page is there to be looked at while something is broken: the rest of it stays, and this is read again.
            var reference = Reference.Next();
            Faults.Part(logger, reference, fault);
            return before with { Failure = Phrase.Of(PartsTexts.FailedReference, ("failed", failed), ("reference", reference)) };
        }
    }
}
