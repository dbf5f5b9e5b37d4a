using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Calls;

/// <summary>Our id of an inbound call follows from the carrier's: the same call told twice is the same call.</summary>
internal static class CallIds
{
    public static Guid OfInbound(string callSid) => MessageIds.OfInbound(callSid);
}
