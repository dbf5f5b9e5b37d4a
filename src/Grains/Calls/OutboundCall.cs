using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>A call of a member: the member's phone is the first leg, the contact's the second.</summary>
internal static class OutboundCall
{
    public static CallOutcome Of(ImmutableArray<CallEvent> timeline)
    {
        var (member, contact) = (Told(timeline, CallLeg.Member), Told(timeline, CallLeg.Contact));
        var ends = contact.Where(told => Leg.IsEnd(told.Word)).ToList();
        return new(
            StatusOf(Leg.WordOf(member), Leg.WordOf(contact), word => timeline.Any(told => told.Word == word)),
            Leg.Earliest(contact.Where(told => told.Word == CallWords.InProgress)),
            Leg.Earliest(ends.Count > 0 ? ends : member.Where(told => Leg.IsEnd(told.Word) || told.Word == CallWords.GivenUp)),
            contact.Where(told => told.Word is CallWords.Completed or CallWords.Bridged).Max(told => told.Seconds));
    }

    private static CallStatus StatusOf(string? member, string? contact, Func<string, bool> wasSaid) => contact switch
    {
        // Picked up, and gone before both heard each other.
        CallWords.Completed when wasSaid(CallWords.NotBridged) => CallStatus.NoAnswer,
        CallWords.Completed => CallStatus.Completed,
        CallWords.Busy => CallStatus.Busy,
        CallWords.NoAnswer => CallStatus.NoAnswer,
        CallWords.Failed => CallStatus.Failed,
        CallWords.Canceled => CallStatus.Canceled,
        CallWords.InProgress => Leg.IsEnd(member) ? CallStatus.Completed : CallStatus.Talking,
        not null => Leg.IsEnd(member) ? CallStatus.Canceled : CallStatus.Ringing,
        null => OfMemberAlone(member, wasSaid),
    };

    private static CallStatus OfMemberAlone(string? member, Func<string, bool> wasSaid) => member switch
    {
        CallWords.Failed => CallStatus.Failed,
        CallWords.Canceled => CallStatus.Canceled,
        not null when Leg.IsEnd(member) => wasSaid(CallWords.HangUp) || wasSaid(CallWords.Confirmed) ? CallStatus.Canceled : CallStatus.MemberMissed,
        CallWords.InProgress => wasSaid(CallWords.Confirmed) ? CallStatus.Ringing : CallStatus.Connecting,
        not null => CallStatus.CallingMember,
        null when wasSaid(CallWords.GivenUp) => CallStatus.Failed,
        null when wasSaid(CallWords.InDoubt) => CallStatus.InDoubt,
        null => CallStatus.Queued,
    };

    private static List<CallEvent> Told(ImmutableArray<CallEvent> timeline, CallLeg leg) => [.. timeline.Where(told => told.Leg == leg)];
}
