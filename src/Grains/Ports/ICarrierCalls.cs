using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>Calls at the carrier. Never throws for what the carrier or the network did: every outcome is an answer.</summary>
public interface ICarrierCalls
{
    /// <summary>Whether calls of a line can ring in members' browsers.</summary>
    bool ReachesBrowsers(string line);

    /// <summary>Rings the member's phone; what follows the carrier asks for at our doors. Posted once.</summary>
    Task<CallAnswer> Place(CallOrder order, CancellationToken cancellation);

    /// <summary>Ends a call, also one that is not answered yet. May be repeated.</summary>
    /// <returns>True: it is over, or was before. False: try again.</returns>
    Task<bool> HangUp(string line, string callSid, CancellationToken cancellation);

    /// <summary>How a call and the legs that it dialled stand. Null: the carrier could not be asked; empty: it does not know the call.</summary>
    Task<ImmutableArray<CallRecord>?> Find(string line, string callSid, CancellationToken cancellation);

    /// <summary>Calls that we asked for from a line to a number since a moment. Null: the carrier could not be asked.</summary>
    Task<ImmutableArray<CallRecord>?> Placed(string line, string to, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>A recording's file. Whoever asked closes it.</summary>
    Task<RecordingAnswer> Fetch(string line, CallRecording recording, CancellationToken cancellation);

    /// <summary>Deletes a recording at the carrier. True: it is gone, or was before.</summary>
    Task<bool> DeleteRecording(string line, string recordingSid, CancellationToken cancellation);
}

/// <summary>What is known after a POST; as <see cref="CarrierAnswer"/>.</summary>
public abstract record CallAnswer
{
    private CallAnswer()
    {
    }

    /// <summary>The carrier took it or refused it, as the report says.</summary>
    public sealed record Settled(CallReport Report) : CallAnswer;

    /// <summary>Proved not executed: it may be posted again.</summary>
    public sealed record NotExecuted(TimeSpan? RetryAfter, string Reason) : CallAnswer;

    /// <summary>It may have been executed: never posted again by itself.</summary>
    public sealed record Unknown(string Reason) : CallAnswer;
}

/// <summary>A leg in the carrier's records.</summary>
/// <param name="ParentSid">The leg that dialled it; null: the first.</param>
/// <param name="To">Who was dialled.</param>
/// <param name="Word">The carrier's status word.</param>
/// <param name="Seconds">How long it lasted, when it is over.</param>
/// <param name="StartedAt">When it was asked for, UTC.</param>
/// <param name="EndedAt">When it was over, UTC.</param>
public sealed record CallRecord(string Sid, string? ParentSid, string To, string Word, int? Seconds, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt = null);

/// <summary>What came of fetching a recording.</summary>
public abstract record RecordingAnswer
{
    private RecordingAnswer()
    {
    }

    /// <param name="Content">Not longer than the limit; who reads past it gets a <see cref="RecordingTooLargeException"/>.</param>
    public sealed record Found(Stream Content, string ContentType) : RecordingAnswer;

    /// <summary>Not there yet, or the carrier cannot be reached: worth another try.</summary>
    public sealed record NotYet(string Reason) : RecordingAnswer;

    /// <summary>Never to be had: too large, of another kind, an address that is not the carrier's.</summary>
    /// <param name="Problem">A code for <see cref="CallRecording.Problem"/>.</param>
    public sealed record Refused(string Problem) : RecordingAnswer;
}

/// <summary>A recording turned out longer than what is kept.</summary>
public sealed class RecordingTooLargeException() : Exception("The recording is larger than what is kept.");
