using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Lines;

namespace OrleansSms.Inbox;

/// <summary>
/// What a signed-in member may do, for the screen and the API alike. Whose question it is follows from where it is asked
/// (<see cref="Members.ICallers"/>). Every call is checked here, at the grain and in the database; what a member may not see
/// does not exist: the answer is the same null.
/// </summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface IDesk
{
    Task<ImmutableArray<Line>> Lines(CancellationToken cancellation);

    /// <summary>What waits for its turn on a line; null when the line is not the member's.</summary>
    Task<LineBacklog?> Queue(string line, CancellationToken cancellation);

    Task<InboxPage> Inbox(InboxQuery query, CancellationToken cancellation);

    /// <summary>Conversations with something unread, over all lines of the member.</summary>
    Task<int> UnreadConversations(CancellationToken cancellation);

    Task<InboxRow?> Row(ConversationId id, CancellationToken cancellation);

    /// <summary>Entries older than <paramref name="before"/> (null: the newest), oldest first; <paramref name="limit"/> 1 to 200.</summary>
    Task<OpenThread?> Thread(ConversationId id, int? before, int limit, CancellationToken cancellation);

    /// <summary>Number of the first entry since a moment.</summary>
    /// <returns>Null: nothing since then, or no such conversation for this member.</returns>
    Task<int?> FirstSince(ConversationId id, DateTimeOffset moment, CancellationToken cancellation);

    /// <summary>Sends a text; returns when it is durable. The same <see cref="Composed.MessageId"/> again returns the first message.</summary>
    Task<TakenDraft> Send(Composed text, CancellationToken cancellation);

    /// <summary>Sends a message again that could not be confirmed: the same message, one attempt more.</summary>
    /// <returns>Null: no such message for this member.</returns>
    Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation);

    /// <summary>Takes a text back that the carrier has not got yet: one that is held for a moment, queued or scheduled.</summary>
    /// <returns>Null: no such message for this member.</returns>
    Task<Message?> Withdraw(Guid messageId, CancellationToken cancellation);

    /// <summary>Changes text or time of a scheduled text, or sends it now.</summary>
    /// <returns>Null: no such message for this member.</returns>
    Task<Message?> Reschedule(Guid messageId, Rescheduling wanted, CancellationToken cancellation);

    /// <summary>What waits for its time on the lines of this member, the next first.</summary>
    Task<ScheduledPage> Scheduled(ScheduledQuery query, CancellationToken cancellation);

    /// <summary>The conversation between a line and what was typed as a number; it need not have an entry yet.</summary>
    Task<ConversationId> Find(string line, string typedNumber, CancellationToken cancellation);

    /// <returns>False: no such conversation for this member.</returns>
    Task<bool> MarkRead(ConversationId id, int inboundCount, CancellationToken cancellation);

    /// <summary>As if the newest that came in had not been seen by this member.</summary>
    /// <returns>False: no such conversation for this member.</returns>
    Task<bool> MarkUnread(ConversationId id, CancellationToken cancellation);

    /// <returns>False: no such conversation for this member.</returns>
    Task<bool> SetState(ConversationId id, ConversationState state, CancellationToken cancellation);

    /// <summary>Out of sight until a moment, or (null) until the next text comes in.</summary>
    /// <returns>False: no such conversation for this member.</returns>
    Task<bool> Snooze(ConversationId id, DateTimeOffset? until, CancellationToken cancellation);

    /// <summary>Gives it to a member who uses its line, or (null) to nobody.</summary>
    /// <returns>False: no such conversation for this member.</returns>
    Task<bool> Assign(ConversationId id, Guid? memberId, CancellationToken cancellation);

    /// <returns>False: no such conversation for this member.</returns>
    Task<bool> Tag(ConversationId id, string tag, bool set, CancellationToken cancellation);

    /// <summary>Tags in use on the member's lines.</summary>
    Task<ImmutableArray<string>> Tags(CancellationToken cancellation);

    /// <summary>Writes a note that only the line's members see. The same id again returns the first note.</summary>
    /// <returns>Null: no such conversation for this member.</returns>
    Task<Aside?> AddNote(ConversationId id, NoteDraft note, CancellationToken cancellation);
}

/// <summary>A conversation as a member opens it.</summary>
/// <param name="Row">Its row, with the head that <paramref name="Page"/> belongs to.</param>
public sealed record OpenThread(InboxRow Row, ThreadPage Page);

/// <summary>A text as a member wrote it, numbers as typed.</summary>
/// <param name="MessageId">Made once where the text was written, so that pressing Send twice sends once.</param>
/// <param name="From">One of the member's lines.</param>
/// <param name="To">The contact's number in any usual spelling; a national one is read in the line's country.</param>
/// <param name="ConversationId">When given, must be the conversation of the two numbers.</param>
/// <param name="Hold">How long it stays here at first, so that it can be taken back.</param>
/// <param name="CancelOnReply">Only with <paramref name="SendAt"/>: not sent if the contact writes before it.</param>
public sealed record Composed(
    Guid MessageId,
    string From,
    string To,
    string Body,
    ConversationId? ConversationId = null,
    ImmutableArray<string> MediaUrls = default,
    DateTimeOffset? SendAt = null,
    TimeSpan Hold = default,
    bool CancelOnReply = false);
