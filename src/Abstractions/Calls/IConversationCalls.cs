namespace OrleansSms.Calls;

/// <summary>The calls of a conversation; the same grain as <see cref="Conversations.IConversationGrain"/>, keyed alike.</summary>
/// <remarks>A method returns when its effect is on disk. A rule that says no throws <see cref="RefusedException"/>.</remarks>
[Alias("sms.IConversationCalls"), GrainInterfaceType(CallGrains.InterfaceName)]
public interface IConversationCalls : IGrainWithGuidKey
{
    /// <summary>Takes a call of a member into the thread; it is dialled after that. The same draft again returns the first call.</summary>
    Task<TakenCall> Place(CallDraft draft, CancellationToken cancellation);

    /// <summary>A member ends a call, wherever it stands. Null: no such call here, or not for the caller.</summary>
    Task<Call?> HangUp(Guid callId, CancellationToken cancellation);

    /// <summary>Takes a call that comes in; the same SID again returns the same call.</summary>
    [ResponseTimeout("00:00:10")]
    Task<Call> Ring(InboundCall call, CancellationToken cancellation);

    /// <summary>Takes a call that came in and is over, and of which nobody told us.</summary>
    /// <returns>False: it is here already.</returns>
    Task<bool> Recover(MissedCall call, CancellationToken cancellation);

    /// <summary>Folds a report into its call and returns the call as it is then. Null: no such call here.</summary>
    /// <remarks>Of several members who accept, the first has the call: it is <see cref="Call.UserId"/>.</remarks>
    [ResponseTimeout("00:00:10")]
    Task<Call?> Report(CallReport report, CancellationToken cancellation);

    /// <summary>Takes what is known of a recording, in any order: what is known never gets less. Null: no such call here.</summary>
    [ResponseTimeout("00:00:10")]
    Task<Call?> Record(Guid callId, CallRecording recording, CancellationToken cancellation);
}
