using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The ports that a store of conversations implements together.</summary>
/// <param name="ReadPosition">A member's read position in a conversation; 0 when there is none.</param>
public sealed record ConversationPorts(
    IConversationStore Store, IMessageDirectory Directory, IOutbox Outbox, IDoubts Doubts, ICallStore Calls, Func<Guid, ConversationId, Task<int>> ReadPosition)
{
    public static ConversationPorts Of(FakeConversationStore store) =>
        new(store, store, store.Outbox, store.Doubts, store.Calls, (userId, id) => Task.FromResult(store.ReadPosition(userId, id)));

    /// <summary>The head and its newest entries; null where nothing was committed.</summary>
    public async Task<(ConversationHead Head, ImmutableArray<IEntry> Newest)?> Stored(ConversationId id) =>
        await Store.Load(id, CancellationToken.None) is { } head ? (head, await Store.Page(id, int.MaxValue, 50, CancellationToken.None)) : null;
}
