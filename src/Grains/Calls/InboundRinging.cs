using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>A call that comes in: the contact's phone is the first leg, and any number of members' phones ring.</summary>
internal static class InboundRinging
{
    public static CallOutcome Of(ImmutableArray<CallEvent> timeline, bool hasVoicemail)
    {
        var contact = timeline.Where(told => told.Leg == CallLeg.Contact).ToList();
        var ends = contact.Where(told => Leg.IsEnd(told.Word)).ToList();
        if (WasSaid(timeline, CallWords.TurnedAway))
        {
            return new(CallStatus.TurnedAway, null, Leg.Earliest(timeline), null);
        }

        if (timeline.FirstOrDefault(told => told.Word == CallWords.Accepted) is { MemberId: { } taker } accepted && !WasSaid(timeline, CallWords.NotBridged))
        {
            // The taker's other phones stop ringing when one of them has the call.
            var own = timeline.Where(told =>
                told.MemberId == taker && told.Leg == CallLeg.Member && Leg.IsEnd(told.Word) && Leg.IsSame(accepted.CallSid, told.CallSid));
            var over = ends.Concat(own).Concat(timeline.Where(told => told.Word == CallWords.Bridged)).ToList();
            var seconds = timeline.Where(told => told.Word == CallWords.Bridged).Max(told => told.Seconds)
                ?? own.Where(told => told.Word == CallWords.Completed).Max(told => told.Seconds);
            return new(
                over.Count > 0 ? CallStatus.Completed : CallStatus.Talking, accepted.CarrierDate ?? accepted.ReceivedAt, Leg.Earliest(over), seconds, taker);
        }

        var status = ends.Count > 0 ? hasVoicemail ? CallStatus.Voicemail : CallStatus.Missed
            : WasSaid(timeline, CallWords.Voicemail) ? CallStatus.LeavingVoicemail
            : CallStatus.Ringing;
        return new(status, null, Leg.Earliest(ends), null);
    }

    private static bool WasSaid(ImmutableArray<CallEvent> timeline, string word) => timeline.Any(told => told.Word == word);
}
