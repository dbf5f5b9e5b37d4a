using System.Diagnostics;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>Turns that are decided and committed together, in the trace of the first, linked with those of the others.</summary>
internal static class TurnTrace
{
    private static readonly ActivitySource Source = new("OrleansSms.Conversations");

    public static Activity? Of(ConversationId id, List<Turn> turns)
    {
        // The queue goes on in the flow of whoever woke it; what it does for others is not theirs.
        Activity.Current = null;
        if (!Source.HasListeners() || turns.Find(turn => turn.Cause is not null)?.Cause is not { } cause)
        {
            return null;
        }

        var links = turns.Select(turn => turn.Cause).OfType<Activity>().Where(other => other != cause).Distinct().Select(other => new ActivityLink(other.Context));
        return Source.StartActivity("decide and commit", ActivityKind.Internal, cause.Context, links: links)?
            .SetTag("sms.conversation", id.Value)
            .SetTag("sms.turns", turns.Count);
    }
}
