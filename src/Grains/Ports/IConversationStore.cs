using System.Collections.Immutable;
using Orleans.Storage;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Where conversations are durable. Cost does not grow with the length of a thread or the number of threads.</summary>
public interface IConversationStore
{
    /// <summary>The head; null when nothing was ever committed.</summary>
    Task<ConversationHead?> Load(ConversationId id, CancellationToken cancellation);

    /// <summary>Heads, entries, outbox rows, read positions and lists of the unread, of consecutive changes to one conversation: all of them or none.</summary>
    /// <param name="changes">At least one; the version of each is one more than that of the change before it. One that deletes texts comes alone.</param>
    /// <returns>False: a new entry of the changes (its SID or its id) is stored already, nothing was written.</returns>
    /// <exception cref="InconsistentStateException">The stored head is not the one the changes build on; nothing was written.</exception>
    /// <exception cref="TakenBySenderException">A message that they take back or move is not in the queue any more; nothing was written.</exception>
    /// <exception cref="CommitInDoubtException">Whether the changes were written is not known.</exception>
    /// <exception cref="UnstorableException">The store can never hold them; nothing was written.</exception>
    Task<bool> Commit(ImmutableArray<ConversationChange> changes, CancellationToken cancellation);

    /// <summary>Those of our messages that are in this conversation, in no order.</summary>
    Task<ImmutableArray<Message>> Find(ConversationId id, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation);

    /// <summary>Scheduled messages that end with a reply and are still in the queue, the oldest first.</summary>
    Task<ImmutableArray<Message>> UntilReply(ConversationId id, CancellationToken cancellation);

    /// <summary>Messages and notes with these numbers, in no order.</summary>
    Task<ImmutableArray<IEntry>> Entries(ConversationId id, IReadOnlyCollection<int> numbers, CancellationToken cancellation);

    /// <summary>A note of this conversation; null: none with this id.</summary>
    Task<Aside?> FindNote(ConversationId id, Guid noteId, CancellationToken cancellation);

    /// <summary>A call of this conversation; null: none with this id.</summary>
    Task<Call?> FindCall(ConversationId id, Guid callId, CancellationToken cancellation);

    /// <summary>Up to <paramref name="limit"/> entries with numbers below <paramref name="before"/>, oldest first.</summary>
    Task<ImmutableArray<IEntry>> Page(ConversationId id, int before, int limit, CancellationToken cancellation);

    /// <summary>The read position of every member who has one.</summary>
    Task<ImmutableArray<ReadPosition>> Readers(ConversationId id, CancellationToken cancellation);
}

/// <summary>
/// The way to the store broke in the middle of a commit. Load and decide again: the version guards the head, unique keys
/// guard messages and drafts, so what was written after all is found, and what was not is written once.
/// </summary>
public sealed class CommitInDoubtException(Exception cause) : Exception("Whether the changes were written is not known.", cause);

/// <summary>The line's sender has taken a message that was to be taken back or changed: the carrier may have it by now.</summary>
public sealed class TakenBySenderException() : Exception("The line's sender has taken the message.");

/// <summary>Something in the changes cannot be stored, however often it is tried.</summary>
public sealed class UnstorableException(Exception cause) : Exception("The changes cannot be stored.", cause);
