using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Conversations;

// Calls: what members ask of them, and what the carrier says.
internal sealed partial class ConversationGrain : IConversationCalls
{
    public async Task<TakenCall> Place(CallDraft draft, CancellationToken cancellation)
    {
        if (await _guard.Writer(draft.Line, cancellation) is not { } caller || caller.UserId != draft.UserId)
        {
            throw new RefusedException(Refusals.UnknownLine, "The caller ID is not one of your numbers.");
        }

        var (call, isNew) = await Take(draft.CallId, (conversation, known) => known is null ? conversation.Place(draft, _time.Now()) : null);
        if (call is null || call.UserId != draft.UserId || call.From != draft.Line || call.To != draft.Contact)
        {
            throw new RefusedException(Refusals.IdempotencyKeyReused, "This key was used before, for another call.");
        }

        // Also when it was placed before: that call may have failed before it came to wake the dialler.
        _dialTone.Ring(draft.Line);
        return new(call, isNew);
    }

    public async Task<Call?> HangUp(Guid callId, CancellationToken cancellation)
    {
        if (await Writer(cancellation) is not { } userId)
        {
            return null;
        }

        var (call, _) = await Take(callId, (conversation, known) => known is null ? null : conversation.HangUp(known, userId, _time.Now()));
        if (call is { IsHangUpAsked: true } && !call.Status.IsOver())
        {
            _dialTone.Ring(call.Line());
        }

        return call;
    }

    public async Task<Call> Ring(InboundCall inbound, CancellationToken cancellation)
    {
        var (call, _) = await Take(
            CallIds.OfInbound(inbound.CallSid), (conversation, known) => known is null ? conversation.Ring(inbound, _time.Now()) : null, onPage: true);
        return call ?? throw new InvalidOperationException("A call that came in is neither taken nor known.");
    }

    public async Task<bool> Recover(MissedCall missed, CancellationToken cancellation) => (await Take(
        CallIds.OfInbound(missed.CallSid), (conversation, known) => known is null ? conversation.Recover(missed, _time.Now()) : null)).IsNew;

    public async Task<Call?> Report(CallReport report, CancellationToken cancellation)
    {
        var words = report is { Leg: CallLeg.Contact } && Leg.IsEnd(report.Word) ? await TextBackWords() : null;
        var (call, _) = await Take(
            report.CallId, (conversation, known) => known is null ? null : conversation.Report(known, report, _time.Now()), onPage: words is not null,
            then: words is null ? null : (conversation, known) => conversation.AnswerByText(known, words, _time.Now()));
        if (words is not null && call?.Status.IsMissed() == true)
        {
            _bell.Ring(call.Line());
        }

        if (call is { IsHangUpAsked: true, CallSid: not null } && !call.Status.IsOver())
        {
            // It was asked for when the carrier had not named the call yet.
            _dialTone.Ring(call.Line());
        }

        return call;
    }

    public async Task<Call?> Record(Guid callId, CallRecording recording, CancellationToken cancellation) =>
        (await Take(callId, (conversation, known) => known is null ? null : conversation.Record(known, recording, _time.Now()))).Call;

    /// <summary>What the line answers missed calls with by itself; null: it does not.</summary>
    private async Task<string?> TextBackWords() =>
        (await _turns.Current()).Head is { } head && await GrainFactory.GetGrain<ILineVoiceGrain>(LineKey.For(head.Line)).Get() is { TextBack: true } settings
            ? settings.TextBackBody : null;

    /// <summary>The call as it is after the turn; null: there is none.</summary>
    /// <param name="then">What follows from the change, of the call as it was before.</param>
    private async Task<(Call? Call, bool IsNew)> Take(
        Guid callId, Func<Conversation, Call?, ConversationChange?> decide, bool onPage = false, Func<Conversation, Call, ConversationChange?>? then = null)
    {
        Call? known = null;
        var change = await _turns.Take(new(conversation => decide(conversation, known = conversation.Call(callId)))
        {
            AboutCall = callId,
            OnPage = onPage,
            Then = then is null ? null : conversation => known is null ? null : then(conversation, known),
        });
        var call = change?.Call ?? known ?? await _store.FindCall(Id, callId, CancellationToken.None);
        return (call, change is not null && known is null);
    }
}
