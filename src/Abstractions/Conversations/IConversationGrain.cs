using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansSms.Conversations;

/// <summary>Owns one conversation: its messages, its counts and every status transition. Keyed by <see cref="ConversationId"/>.</summary>
/// <remarks>What members ask is asked as the caller in <see cref="Members.CallerContext"/>, whose access to the line is looked at here.</remarks>
/// <remarks>A method returns when its effect is on disk. A rule that says no throws <see cref="RefusedException"/>.</remarks>
[Alias("sms.IConversationGrain"), GrainInterfaceType(ConversationGrains.InterfaceName)]
public interface IConversationGrain : IGrainWithGuidKey
{
    /// <summary>Takes an inbound text; the same SID again changes nothing.</summary>
    /// <remarks>Answers well inside the carrier's 15 seconds, if only with a fault that lets it try again.</remarks>
    [ResponseTimeout("00:00:10")]
    Task Receive(InboundSms sms, CancellationToken cancellation);

    /// <summary>Takes a draft into the thread and the outbox. The same draft again returns the message it became.</summary>
    Task<TakenDraft> Send(Draft draft, CancellationToken cancellation);

    /// <summary>Folds a report into its message. False: no such message here.</summary>
    [ResponseTimeout("00:00:10")]
    Task<bool> Report(DeliveryReport report, CancellationToken cancellation);

    /// <summary>What the carrier charged for an entry, told later. An entry that has a price keeps it.</summary>
    Task Bill(int number, decimal price, string? priceUnit, CancellationToken cancellation);

    /// <summary>A member sends a message again that could not be confirmed; pressed twice it is one attempt. Null: no such message here.</summary>
    Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation);

    /// <summary>A member takes a text back that the carrier has not got yet; asked twice it is one. Null: no such message here.</summary>
    Task<Message?> Withdraw(Guid messageId, CancellationToken cancellation);

    /// <summary>A member changes a scheduled text. Null: no such message here.</summary>
    Task<Message?> Reschedule(Guid messageId, Rescheduling wanted, CancellationToken cancellation);

    /// <summary>The caller has seen what came in up to <paramref name="inboundCount"/>.</summary>
    /// <returns>False: no such conversation for the caller.</returns>
    Task<bool> MarkRead(int inboundCount, CancellationToken cancellation);

    /// <summary>The caller wants to see it as unread again.</summary>
    /// <returns>False: no such conversation for the caller.</returns>
    Task<bool> MarkUnread(CancellationToken cancellation);

    /// <summary>Done, for everyone, or open again; it stands in the thread.</summary>
    /// <returns>False: no such conversation for the caller.</returns>
    Task<bool> SetState(ConversationState state, CancellationToken cancellation);

    /// <summary>Out of sight until a moment, or (null) until the next text comes in.</summary>
    /// <returns>False: no such conversation for the caller.</returns>
    Task<bool> Snooze(DateTimeOffset? until, CancellationToken cancellation);

    /// <summary>The end of a snooze that was due by now.</summary>
    Task Wake(CancellationToken cancellation);

    /// <summary>Gives it to a member of the line, or (null) to nobody.</summary>
    /// <returns>False: no such conversation for the caller.</returns>
    Task<bool> Assign(Guid? memberId, CancellationToken cancellation);

    /// <summary>Writes a note into the thread. The same id again returns the first note. Null: no such conversation for the caller.</summary>
    Task<Aside?> AddNote(NoteDraft note, CancellationToken cancellation);

    /// <summary>Deletes the words of entries whose time is over; what still waits to be sent, or is newer, keeps them.</summary>
    /// <param name="numbers">Entries to look at, not more than <see cref="DeletedTexts.MostAtOnce"/>.</param>
    /// <returns>Of how many.</returns>
    Task<int> DeleteTexts(ImmutableArray<int> numbers, DateTimeOffset before, CancellationToken cancellation);

    /// <returns>False: no such conversation for the caller.</returns>
    Task<bool> Tag(string tag, bool set, CancellationToken cancellation);

    /// <summary>The newest entries older than <paramref name="before"/> (null: the newest of all), oldest first. Null: nothing here, or not for the caller.</summary>
    /// <remarks>Interleaves: a reader sees the last committed state and never waits for a write.</remarks>
    [AlwaysInterleave]
    Task<ThreadPage?> Page(int? before, int limit, CancellationToken cancellation);
}
