using System.Diagnostics;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Live;

/// <summary>Takes the trace of what caused a change along to the hosts where it is shown.</summary>
internal static class FeedTrace
{
    private static readonly ActivitySource Source = new("OrleansSms.Live");

    /// <summary>Who caused what is announced now; null when nobody records it.</summary>
    public static string? Here => Activity.Current is { Recorded: true } cause ? cause.Id : null;

    /// <summary>A change that reached this host, in the trace of its cause.</summary>
    public static Activity? Arrival(ConversationChange change, string? cause)
    {
        if (cause is null || !ActivityContext.TryParse(cause, null, isRemote: true, out var context))
        {
            return null;
        }

        return Source.StartActivity("change arrives", ActivityKind.Consumer, context)?
            .SetTag("sms.conversation", change.Head.Id.Value)
            .SetTag("sms.version", change.Head.Version);
    }
}
