using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>One conversation in the store. Remembers a commit whose answer was lost, until the next look tells what became of it.</summary>
internal sealed class ConversationRows(ConversationId id, IConversationStore store, Action<ConversationChange> announce)
{
    private ImmutableArray<ConversationChange> _inDoubt = [];

    public async Task<Conversation> Load()
    {
        FaultPoint.Reach("conversation.loading");
        var head = await store.Load(id, CancellationToken.None);
        FaultPoint.Reach("conversation.loaded");
        if (_inDoubt is [.., var last] && last.Head == head)
        {
            // It was written after all. The turns find that out for themselves; the screens have only us.
            foreach (var change in _inDoubt)
            {
                announce(change);
            }
        }

        _inDoubt = [];
        return head is null ? new(id) : new(head);
    }

    /// <inheritdoc cref="IConversationStore.Commit"/>
    public async Task<bool> Commit(ImmutableArray<ConversationChange> changes)
    {
        try
        {
            return await store.Commit(changes, CancellationToken.None);
        }
        catch (CommitInDoubtException)
        {
            _inDoubt = changes;
            throw;
        }
    }
}
