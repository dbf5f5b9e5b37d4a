using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Conversations;

// Calls, on the same way as messages.
internal sealed partial class Conversation
{
    /// <summary>So many calls of one contact in <see cref="FloodTime"/> ring; what comes on top is turned away.</summary>
    public const int MostRinging = 10;

    public static readonly TimeSpan FloodTime = TimeSpan.FromMinutes(10);

    public ConversationChange Place(CallDraft draft, DateTimeOffset now)
    {
        if (draft.Line == draft.Contact)
        {
            throw new RefusedException(Refusals.SameNumber, "A number cannot call itself.");
        }

        if (draft.MemberNumber == draft.Contact || draft.MemberNumber == draft.Line)
        {
            throw new RefusedException(Refusals.SameNumber, "Your own phone is one of the two numbers of this conversation. Choose another phone to be called on.") { Field = "via" };
        }

        return Begun(Head ?? Empty(draft.Line, draft.Contact, now), Entry(draft.CallId, Direction.Outbound, draft.Line, draft.Contact, now) with
        {
            UserId = draft.UserId,
            MemberNumber = draft.MemberNumber,
        });
    }

    /// <summary>Decides on the newest entries, so they have to be in memory.</summary>
    public ConversationChange Ring(InboundCall inbound, DateTimeOffset now)
    {
        var call = Entry(CallIds.OfInbound(inbound.CallSid), Direction.Inbound, inbound.Contact, inbound.Line, now);
        var word = IsFlood(now) ? CallWords.TurnedAway : CallWords.Ringing;
        var head = Head ?? Empty(inbound.Line, inbound.Contact, now);
        return Begun(head, CallFold.Fold(call, new(call.Id, CallLeg.Contact, word, inbound.CallSid), now)!);
    }

    /// <summary>What came before it was found and has an end is missed, whatever the carrier said to the caller.</summary>
    public ConversationChange Recover(MissedCall missed, DateTimeOffset now)
    {
        var head = Head ?? Empty(missed.Line, missed.Contact, missed.CameAt);
        var call = Entry(CallIds.OfInbound(missed.CallSid), Direction.Inbound, missed.Contact, missed.Line, now) with { DateCreated = missed.CameAt, Recovered = true };
        var told = CallFold.Fold(call, new(call.Id, CallLeg.Contact, missed.Word, missed.CallSid, Seconds: missed.Seconds, CarrierDate: missed.EndedAt), now)!;
        var begun = Begun(head, told).Head;
        return told.Status.IsMissed() ? Missed(head, begun, told) : Changed(begun, told);
    }

    /// <param name="call">The call as it stands, from memory or from the store.</param>
    public ConversationChange? Report(Call call, CallReport report, DateTimeOffset now) => Moved(call, CallFold.Fold(call, report, now));

    /// <param name="call">The call as it stands, from memory or from the store.</param>
    public ConversationChange? Record(Call call, CallRecording recording, DateTimeOffset now) => Moved(call, CallFold.Keep(call, recording, now));

    /// <summary>Null: it is over, or somebody asked before.</summary>
    /// <param name="call">The call as it stands, from memory or from the store.</param>
    public ConversationChange? HangUp(Call call, Guid userId, DateTimeOffset now) =>
        call.Status.IsOver() || call.IsHangUpAsked ? null : Report(call, new(call.Id, CallLeg.Member, CallWords.HangUp, MemberId: userId), now);

    /// <summary>How long a list row says that a call was, of which it shows the newest.</summary>
    public static int? PreviewSeconds(Call call) => call.Status == CallStatus.Voicemail ? call.VoicemailRecording?.Seconds : call.Seconds;

    private ConversationChange? Moved(Call before, Call? after)
    {
        if (Head is not { } head || after is null)
        {
            return null;
        }

        var next = head with { Version = head.Version + 1 };
        if (after.Number == head.PreviewNumber)
        {
            next = next with { PreviewCall = after.Status, PreviewSeconds = PreviewSeconds(after) };
        }

        return before.Status.IsMissed() || !after.Status.IsMissed() ? Changed(next, after) : Missed(head, next, after);
    }

    private static ConversationChange Missed(ConversationHead before, ConversationHead next, Call call) => Changed(next with
    {
        InboundCount = before.InboundCount + 1,
        UnreadCount = before.UnreadCount + 1,
        MissedCount = before.MissedCount + (call.Number > before.DoneThrough ? 1 : 0),
        State = ConversationState.Open,
        SnoozedUntil = null,
    }, call) with
    { Unread = before.UnreadCount == 0 ? UnreadStep.Everyone : UnreadStep.None };

    private static ConversationChange Begun(ConversationHead head, Call call) => Changed(head with
    {
        Version = head.Version + 1,
        LastNumber = call.Number,
        Preview = "",
        PreviewDirection = call.Direction,
        PreviewStatus = DeliveryStatus.Received,
        PreviewNumber = call.Number,
        PreviewCall = call.Status,
        PreviewSeconds = null,
        LastActivityAt = call.DateCreated > head.LastActivityAt ? call.DateCreated : head.LastActivityAt,
    }, call);

    private static ConversationChange Changed(ConversationHead head, Call call) => new(head, null, OutboxStep.None, Read: null, Call: call);

    private bool IsFlood(DateTimeOffset now) =>
        Newest.OfType<Call>().Count(call => call.Direction == Direction.Inbound && call.DateCreated > now - FloodTime) >= MostRinging;

    private Call Entry(Guid callId, Direction direction, string from, string to, DateTimeOffset now) => new(
        callId, _id, (Head?.LastNumber ?? 0) + 1, direction, CallSid: null, from, to, CallStatus.Queued, UserId: null, MemberNumber: null,
        DateCreated: now, AnsweredAt: null, EndedAt: null, DateUpdated: now, Seconds: null, ErrorCode: null, Timeline: [], Recordings: []);
}
