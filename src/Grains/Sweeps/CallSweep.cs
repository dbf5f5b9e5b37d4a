using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Goes through the carrier's list of a line's calls, both ways. One that dies begins its window anew: there is nothing in it that can be done twice.</summary>
internal sealed partial class CallSweep(
    ISweepStore store, ICallList carrier, ICallStore calls, CallRepair repair, IWebhookReplay replays, IConversationIds ids, IGrainFactory grains,
    IOptions<SweepOptions> options, TimeProvider time, ILogger<CallSweep> logger)
{
    public async Task<SweepProgress> Run(SweepProgress progress, CancellationToken stop)
    {
        progress = Look.Begin(progress, time.Now(), options.Value);
        await store.Save(progress, [], stop);
        // Before a call ever came in by our doors, and on a number whose calls go elsewhere, whatever came is not ours to show as missed.
        var first = await calls.FirstArrival(progress.Line, stop);
        var missed = new List<ListedCall>();
        await foreach (var (listed, known) in Listed(To(progress), stop).WithCancellation(stop))
        {
            progress = await Compare(progress with { Pages = progress.Pages + 1 }, listed, known, stop);
            missed.AddRange(listed.Where(call => !known.ContainsKey(call.Sid) && IsMissed(progress, call) && call.BegunAt >= first));
        }

        await foreach (var (listed, known) in Listed(From(progress), stop).WithCancellation(stop))
        {
            progress = await Compare(progress with { Pages = progress.Pages + 1 }, listed, known, stop);
            progress = await repair.Adopt(progress, [.. listed.Where(call => !known.ContainsKey(call.Sid) && IsOurs(progress, call))], stop);
        }

        progress = progress with { Found = progress.Found + missed.Count };
        foreach (var call in missed.OrderBy(call => call.BegunAt))
        {
            progress = Look.Recover(progress, await Recover(progress.Line, call, stop) ? 1 : 0);
        }

        if (progress.Window is { } window)
        {
            // How a call went on was told before it was known, and could not be understood.
            await replays.ReplayCalls(window.From, stop);
        }

        return Look.End(progress, time.Now(), options.Value);

        async IAsyncEnumerable<(ImmutableArray<ListedCall> Listed, Dictionary<string, Call> Known)> Listed(
            CallListQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            for (var goesOn = true; goesOn;)
            {
                var page = await carrier.List(query, cancellation);
                yield return (page.Calls, (await calls.FindBySids([.. page.Calls.Select(call => call.Sid)], cancellation)).ToDictionary(call => call.CallSid!, StringComparer.Ordinal));
                goesOn = page.Next is not null && !IsBehind(progress, page);
                query = query with { Next = page.Next };
            }
        }
    }

    private CallListQuery To(SweepProgress progress) => new(progress.Line, To: progress.Line, StartedFrom: StartedFrom(progress), PageSize: options.Value.PageSize);

    private CallListQuery From(SweepProgress progress) => new(progress.Line, From: progress.Line, StartedFrom: StartedFrom(progress), PageSize: options.Value.PageSize);

    private static DateTimeOffset? StartedFrom(SweepProgress progress) => progress.Window is { ByDate: true } window ? window.From : null;

    /// <summary>The newest come first, where the carrier is not asked for dates.</summary>
    private static bool IsBehind(SweepProgress progress, ListedCalls page) =>
        progress.Window is { ByDate: false } window && !page.Calls.IsEmpty && page.Calls.All(call => call.BegunAt < window.From);

    private static bool IsMissed(SweepProgress progress, ListedCall call) =>
        call is { Direction: Direction.Inbound, ParentSid: null, From: not null } && call.To == progress.Line && Leg.IsEnd(call.Word) && Look.Concerns(progress, call.BegunAt);

    private static bool IsOurs(SweepProgress progress, ListedCall call) =>
        call is { Direction: Direction.Outbound, ParentSid: null } && Look.Concerns(progress, call.BegunAt);

    private async Task<SweepProgress> Compare(SweepProgress progress, ImmutableArray<ListedCall> listed, Dictionary<string, Call> known, CancellationToken stop)
    {
        foreach (var call in listed.Where(call => known.ContainsKey(call.Sid) && Look.Concerns(progress, call.BegunAt) && CallGaps.IsWorthAsking(progress, call)))
        {
            progress = await repair.Fill(progress, known[call.Sid], stop);
        }

        return progress;
    }

    private async Task<bool> Recover(string line, ListedCall call, CancellationToken stop)
    {
        var id = ids.For(line, call.From!);
        try
        {
            var isNew = await grains.Calls(id).Recover(new(call.Sid, line, call.From!, call.Word, call.Seconds, call.BegunAt, call.EndedAt), stop);
            if (isNew)
            {
                await repair.Record(line, new(id, CallIds.OfInbound(call.Sid)), call.Sid, stop);
            }

            return isNew;
        }
        catch (Exception fault) when (fault is not CarrierUnavailableException && !stop.IsCancellationRequested)
        {
            // One conversation that cannot take its call now must not keep the others from theirs: the next sweep tries again.
            LogNotTaken(logger, fault, id, PhoneNumber.Mask(line));
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Conversation {Id} of line {Line} could not take a call that was missed; it is tried again.")]
    private static partial void LogNotTaken(ILogger logger, Exception fault, ConversationId id, string line);
}
