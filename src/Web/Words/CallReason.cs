using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Failures;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Why a call did not come about, and what to do.</summary>
/// <param name="Help">Null: the first sentence says it all.</param>
/// <param name="Actions">What to offer beside it.</param>
/// <param name="ChangesOwnPhone">Another phone of the reader's own would do.</param>
internal sealed record CallReason(string Title, string? Help = null, FailureActions Actions = FailureActions.None, bool ChangesOwnPhone = false)
{
    private static readonly HashSet<int> Known = [.. FailureCatalogue.KnownOfCalls];

    /// <param name="isMine">The member who reads it placed the call.</param>
    /// <param name="who">Who did.</param>
    /// <param name="contact">What the contact is called.</param>
    /// <returns>Null: nothing went wrong.</returns>
    public static CallReason? Of(Call call, bool isMine, string who, string contact) => call.Status switch
    {
        CallStatus.Completed or CallStatus.Failed when WasCutOff(call, out var seconds) => CutOff(call, seconds),
        CallStatus.Failed when call.Timeline.Any(told => told.Word == CallWords.GivenUp) => new(CallTexts.WhyGivenUp),
        CallStatus.Failed when IsOfMember(call) => OfMember(isMine, who, call.ErrorCode),
        CallStatus.Failed => OfCode(CallTexts.WhyFailed, call.ErrorCode),
        CallStatus.Busy => new(CallTexts.WhyBusy),
        CallStatus.NoAnswer => new(CallTexts.WhyNoAnswer),
        CallStatus.MemberMissed => new(isMine ? Phrase.Of(CallTexts.WhyNotPickedUp, ("contact", contact)) : Phrase.Of(CallTexts.WhyNotPickedUpOther, ("name", who), ("contact", contact))),
        CallStatus.Canceled => new(CallTexts.WhyCanceled),
        CallStatus.TurnedAway => new(CallTexts.WhyTurnedAway),
        CallStatus.InDoubt => new(CallTexts.WhyDoubt),
        _ => null,
    };

    // A code that nobody knows says nothing of why they were cut off.
    private static CallReason CutOff(Call call, int seconds)
    {
        var title = Phrase.Of(CallTexts.WhyCutOff, ("time", PhoneWords.Length(seconds)));
        return call.ErrorCode is { } code && Known.Contains(code) ? OfCode(title, code) : new(title);
    }

    // The member's phone rings first: what is wrong with a number may be wrong with that one, and the contact was never called.
    private static bool IsOfMember(Call call) => call.Direction == Direction.Outbound
        && FailureCatalogue.ExplainCall(call.ErrorCode).Key is "invalid-number" or "no-route" or "blocked-number" or "country-off"
        && call.Timeline.Any(told => told.Leg == CallLeg.Member && told.Code == call.ErrorCode);

    private static CallReason OfMember(bool isMine, string who, int? code) => isMine
        ? OfCode(CallTexts.WhyOwnPhone, code) with { Actions = FailureActions.None, ChangesOwnPhone = true }
        : OfCode(Phrase.Of(CallTexts.WhyTheirPhone, ("name", who)), code) with { Actions = FailureActions.None };

    private static CallReason OfCode(string title, int? code)
    {
        var reason = FailureWords.Of(FailureCatalogue.ExplainCall(code));
        return new(title, reason.Help, reason.Actions);
    }

    private static bool WasCutOff(Call call, out int seconds)
    {
        seconds = call.Seconds ?? (call is { AnsweredAt: { } from, EndedAt: { } until } ? (int)(until - from).TotalSeconds : 0);
        return call.AnsweredAt is not null && seconds > 0 && (call.ErrorCode is not null || call.Status == CallStatus.Failed);
    }
}
