using Orleans.Concurrency;
using OrleansSms.Conversations;

namespace OrleansSms.Lines;

/// <summary>The sender of one line: takes what waits in the outbox to the carrier at the line's pace. Keyed <c>line/{number in base64url}</c>.</summary>
[Alias("sms.ILineGrain")]
public interface ILineGrain : IGrainWithStringKey
{
    /// <summary>Something may be waiting. Returns at once: nobody waits for the carrier.</summary>
    Task Wake();

    /// <summary>The contact of a conversation opted out: what waits in it leaves the queue unsent.</summary>
    [OneWay]
    Task Stop(ConversationId id);

    /// <summary>What waits for its turn, as it was within the last second.</summary>
    Task<LineBacklog> Queue();
}
