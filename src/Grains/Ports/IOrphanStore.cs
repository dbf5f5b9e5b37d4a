using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Ports;

/// <summary>Where orphans are durable.</summary>
public interface IOrphanStore
{
    /// <summary>The same SID, word and code again: nothing.</summary>
    Task Keep(OrphanReport orphan, CancellationToken cancellation);

    /// <summary>Those of one SID whose message is there.</summary>
    Task<ImmutableArray<FoundOrphan>> Found(string messageSid, CancellationToken cancellation);

    /// <summary>Looks at the next orphans, in the order of their ids, and tells which of them have a message by now.</summary>
    Task<OrphanRound> Look(Guid after, int limit, CancellationToken cancellation);

    Task Remove(Guid id, CancellationToken cancellation);

    /// <summary>Moves the oldest of those that came before a moment to the tray.</summary>
    /// <returns>How many.</returns>
    Task<int> GiveUp(DateTimeOffset before, string reason, int limit, CancellationToken cancellation);
}

/// <summary>An orphan and the message it belongs to.</summary>
/// <param name="Report">With our id of the message.</param>
public sealed record FoundOrphan(Guid Id, ConversationId ConversationId, DeliveryReport Report);

/// <summary>Some orphans.</summary>
/// <param name="Last">The last that was looked at; null: there are no more.</param>
public sealed record OrphanRound(ImmutableArray<FoundOrphan> Found, Guid? Last);
