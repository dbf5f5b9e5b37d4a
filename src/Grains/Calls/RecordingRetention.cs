using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>Deletes recordings whose time is over: the carrier's copy once ours is surely whole, and ours when it has been kept long enough.</summary>
internal sealed partial class RecordingRetention(
    ICallStore calls, ICarrierCalls carrier, IRecordingStore store, IRecordingBook book, RecordingFetch fetch, IGrainFactory grains,
    IOptions<RecordingOptions> options, TimeProvider time, ILogger<RecordingRetention> logger)
{
    private const int AtATime = 100;

    // What could not be deleted is left alone for so long.
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    public async Task Look(CancellationToken stopping)
    {
        var now = time.Now();
        if (options.Value.AtCarrier is { } atCarrier)
        {
            await Each(await book.AtCarrier(now - atCarrier, now - Again, AtATime, stopping), DeleteAtCarrier, stopping);
        }

        if (options.Value.Here is { } here)
        {
            await Each(await book.Here(now - here, now - Again, AtATime, stopping), DeleteHere, stopping);
        }
    }

    private async Task Each(ImmutableArray<KeptRecording> due, Func<KeptRecording, CancellationToken, Task<bool>> delete, CancellationToken stopping)
    {
        foreach (var recording in due)
        {
            try
            {
                if (!await delete(recording, stopping))
                {
                    await book.Tried(recording, time.Now(), stopping);
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                // The others are due all the same.
                LogNotDeleted(logger, fault, recording.Place.CallId);
                await book.Tried(recording, time.Now(), stopping);
            }
        }
    }

    private async Task<bool> DeleteAtCarrier(KeptRecording kept, CancellationToken stopping)
    {
        if (kept.IsHere && !await IsWhole(kept, stopping))
        {
            LogMissing(logger, kept.Place.CallId);
            await FetchAgain(kept, stopping);
            return false;
        }

        if (!await carrier.DeleteRecording(kept.Line, kept.Sid, stopping))
        {
            return false;
        }

        await book.GoneAtCarrier(kept, time.Now(), CancellationToken.None);
        return true;
    }

    private async Task<bool> DeleteHere(KeptRecording kept, CancellationToken stopping)
    {
        await store.Delete(kept.Key, stopping);
        if (await Find(kept, stopping) is var (_, recording))
        {
            await grains.Calls(kept.Place.ConversationId).Record(kept.Place.CallId, FetchRules.Deleted(recording), CancellationToken.None);
        }

        await book.GoneHere(kept, time.Now(), CancellationToken.None);
        return true;
    }

    /// <summary>The carrier's copy is the only other one there is: it goes when ours was seen, not when ours was believed.</summary>
    private async Task<bool> IsWhole(KeptRecording kept, CancellationToken stopping)
    {
        await using var file = await store.Open(kept.Key, stopping);
        return file?.Length == kept.Size;
    }

    private async Task FetchAgain(KeptRecording kept, CancellationToken stopping)
    {
        if (await Find(kept, stopping) is var (call, recording))
        {
            await fetch.Fetch(call, recording with { Status = RecordingStatus.Waiting }, stopping);
        }
    }

    private async Task<(Call Call, CallRecording Recording)?> Find(KeptRecording kept, CancellationToken stopping) =>
        await calls.Find(kept.Place.CallId, stopping) is { } call && call.Recordings.FirstOrDefault(one => one.Sid == kept.Sid) is { } recording
            ? (call, recording)
            : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The file of a recording of call {CallId} is not where it was kept, or not whole. It is fetched again; the carrier's copy stays meanwhile.")]
    private static partial void LogMissing(ILogger logger, Guid callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A recording of call {CallId} could not be deleted; trying again later.")]
    private static partial void LogNotDeleted(ILogger logger, Exception fault, Guid callId);
}
