using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Voice;

internal enum CallAction
{
    Answer,
    Hangup,
    Busy,
    Decline,
    Digits,
}

/// <summary>What a person does with a phone that is part of a call.</summary>
internal static class Hands
{
    /// <summary>False when the phone is not in a state for that.</summary>
    public static bool TryDo(Leg leg, CallAction action, string? digits)
    {
        var isRinging = !leg.Call.IsInbound && leg.Call.Status == CallStatus.Ringing;
        switch (action)
        {
            case CallAction.Answer or CallAction.Busy or CallAction.Decline when isRinging:
                leg.TakeUp(action switch
                {
                    CallAction.Answer => PhoneAnswer.Picks,
                    CallAction.Busy => PhoneAnswer.Busy,
                    _ => PhoneAnswer.Declines,
                });
                return true;
            case CallAction.Hangup when leg.Call.Status == CallStatus.InProgress || (leg.Call.IsInbound && !leg.IsOver):
                leg.Circuit.HangUp(leg);
                return true;
            case CallAction.Digits when leg.Call.Status == CallStatus.InProgress:
                leg.Press(digits ?? "");
                return true;
            default:
                return false;
        }
    }
}
