using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>
/// Brings recordings from the carrier to where we keep them, and tells their conversation. Whatever dies in between, the
/// recording stays due and all of it happens again, with the same end.
/// </summary>
internal sealed partial class RecordingFetch(
    ICallStore calls, ICarrierCalls carrier, IRecordingStore store, IRecordingBook book, IGrainFactory grains, TimeProvider time, ILogger<RecordingFetch> logger)
{
    private const int AtATime = 100;
    private const int SideBySide = 4;

    // A carrier that sends a byte now and then must not take a place for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Fetches everything that is due; each once.</summary>
    public async Task Look(CancellationToken stopping)
    {
        var tried = new HashSet<(Guid, string)>();
        while (await Due(tried, stopping) is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(
                due, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stopping },
                async (one, stop) => await Fetch(one.Call, one.Recording, stop));
        }
    }

    /// <summary>One try, told to the conversation.</summary>
    public async Task Fetch(Call call, CallRecording recording, CancellationToken stopping)
    {
        try
        {
            var outcome = await Try(call, recording, stopping);
            FaultPoint.Reach("recording.kept");
            if (await grains.Calls(call.ConversationId).Record(call.Id, outcome, CancellationToken.None) is null)
            {
                LogUnknown(logger, call.Id);
            }
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // Its neighbours go on; this one stays due and is looked at again with the next tick.
            LogUntold(logger, fault, call.Id);
        }
    }

    private async Task<List<(Call Call, CallRecording Recording)>> Due(HashSet<(Guid, string)> tried, CancellationToken stopping)
    {
        var now = time.Now();
        return [.. (await calls.ToFetch(now, AtATime, stopping))
            .SelectMany(call => call.Recordings.Where(recording => FetchRules.IsDue(recording, now)).Select(recording => (Call: call, Recording: recording)))
            .Where(one => tried.Add((one.Call.Id, one.Recording.Sid)))];
    }

    private async Task<CallRecording> Try(Call call, CallRecording recording, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            switch (await carrier.Fetch(call.Line(), recording, both.Token))
            {
                case RecordingAnswer.Found found:
                    return await Keep(call, recording, found, both.Token);
                case RecordingAnswer.Refused refused:
                    LogRefused(logger, call.Id, refused.Problem);
                    return FetchRules.Failed(recording, refused.Problem);
                case RecordingAnswer.NotYet notYet:
                    LogNotYet(logger, call.Id, notYet.Reason);
                    return FetchRules.NotYet(recording, time.Now());
                case var other:
                    throw new NotSupportedException($"What follows from {other}?");
            }
        }
        catch (RecordingTooLargeException)
        {
            LogRefused(logger, call.Id, RecordingProblems.TooLarge);
            return FetchRules.Failed(recording, RecordingProblems.TooLarge);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // The network in the middle of the file, or our own store: both are worth another try, and people are told that it is late.
            LogInterrupted(logger, fault, call.Id);
            return FetchRules.Interrupted(recording, time.Now());
        }
    }

    private async Task<CallRecording> Keep(Call call, CallRecording recording, RecordingAnswer.Found found, CancellationToken cancellation)
    {
        await using var content = found.Content;
        var place = new CallPlace(call.ConversationId, call.Id);
        var size = await store.Save(new(call.Id, recording.Sid), content, found.ContentType, cancellation);
        FaultPoint.Reach("recording.saved");
        await book.Kept(new(place, recording.Sid, call.Line(), size), time.Now(), CancellationToken.None);
        return FetchRules.Kept(recording, found.ContentType, size);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The recording of call {CallId} is not there yet: {Reason}")]
    private static partial void LogNotYet(ILogger logger, Guid callId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recording of call {CallId} is not kept: {Problem}")]
    private static partial void LogRefused(ILogger logger, Guid callId, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recording of call {CallId} could not be fetched or kept; trying again.")]
    private static partial void LogInterrupted(ILogger logger, Exception fault, Guid callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of the recording of call {CallId} could not be told to its conversation; trying again.")]
    private static partial void LogUntold(ILogger logger, Exception fault, Guid callId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The conversation of call {CallId} does not know it.")]
    private static partial void LogUnknown(ILogger logger, Guid callId);
}
