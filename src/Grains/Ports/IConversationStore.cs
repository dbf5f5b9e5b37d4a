using System.Collections.Immutable;
using Orleans.Storage;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Where conversations are durable. Cost does not grow with the length of a thread or the number of threads.</summary>
public interface IConversationStore
{
    /// <summary>The head and the newest entries, oldest first; null when nothing was ever committed.</summary>
    Task<StoredConversation?> Load(ConversationId id, int newest, CancellationToken cancellation);

    /// <summary>Head, message, outbox row and read position in one transaction.</summary>
    /// <returns>False: the change's new message (its SID or its id) is stored already, nothing was written.</returns>
    /// <exception cref="InconsistentStateException">The stored head is not the one the change builds on; nothing was written.</exception>
    Task<bool> Commit(ConversationChange change, CancellationToken cancellation);

    /// <summary>One message of this conversation by our id.</summary>
    Task<Message?> Find(ConversationId id, Guid messageId, CancellationToken cancellation);

    /// <summary>Up to <paramref name="limit"/> entries with numbers below <paramref name="before"/>, oldest first.</summary>
    Task<ImmutableArray<Message>> Page(ConversationId id, int before, int limit, CancellationToken cancellation);
}

/// <summary>What an activation starts from.</summary>
public sealed record StoredConversation(ConversationHead Head, ImmutableArray<Message> Newest);
