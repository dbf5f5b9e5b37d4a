using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Calls;

internal static class CallLines
{
    /// <summary>Our number in a call.</summary>
    public static string Line(this Call call) => call.Direction == Direction.Outbound ? call.From : call.To;
}
