using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Which conversations wake up.</summary>
public interface ISnoozes
{
    /// <summary>Up to <paramref name="limit"/> whose snooze ended by <paramref name="now"/>, the longest ago first.</summary>
    Task<ImmutableArray<ConversationId>> Due(DateTimeOffset now, int limit, CancellationToken cancellation);
}
