using OrleansSms.Calls;
using OrleansSms.Failures;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Why a call did not come about, and what to do.</summary>
/// <param name="Help">Null: the first sentence says it all.</param>
internal sealed record CallReason(string Title, string? Help = null)
{
    private static readonly HashSet<int> Known = [.. FailureCatalogue.Known];

    /// <param name="isMine">The member who reads it placed the call.</param>
    /// <param name="who">Who did.</param>
    /// <param name="contact">What the contact is called.</param>
    /// <returns>Null: nothing went wrong.</returns>
    public static CallReason? Of(Call call, bool isMine, string who, string contact) => call.Status switch
    {
        CallStatus.Completed or CallStatus.Failed when WasCutOff(call, out var seconds) => new(Phrase.Of(CallTexts.WhyCutOff, ("time", PhoneWords.Length(seconds)))),
        CallStatus.Failed when call.Timeline.Any(told => told.Word == CallWords.GivenUp) => new(CallTexts.WhyGivenUp),
        CallStatus.Failed => new(CallTexts.WhyFailed, OfCode(call.ErrorCode)),
        CallStatus.Busy => new(CallTexts.WhyBusy),
        CallStatus.NoAnswer => new(CallTexts.WhyNoAnswer),
        CallStatus.MemberMissed => new(isMine ? Phrase.Of(CallTexts.WhyNotPickedUp, ("contact", contact)) : Phrase.Of(CallTexts.WhyNotPickedUpOther, ("name", who), ("contact", contact))),
        CallStatus.Canceled => new(CallTexts.WhyCanceled),
        CallStatus.TurnedAway => new(CallTexts.WhyTurnedAway),
        CallStatus.InDoubt => new(CallTexts.WhyDoubt),
        _ => null,
    };

    // The titles of the catalogue are about texts; what to do about a code is the same.
    private static string OfCode(int? code) =>
        code is { } known && Known.Contains(known) ? FailureWords.Of(FailureCatalogue.Explain(known)).Help : CallTexts.WhyFailedHelp;

    private static bool WasCutOff(Call call, out int seconds)
    {
        seconds = call.Seconds ?? (call is { AnsweredAt: { } from, EndedAt: { } until } ? (int)(until - from).TotalSeconds : 0);
        return call.AnsweredAt is not null && seconds > 0 && (call.ErrorCode is not null || call.Status == CallStatus.Failed);
    }
}
