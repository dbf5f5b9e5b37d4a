using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Ports;

/// <summary>
/// Messages that wait for the carrier. Rows enter and leave with the conversation's own commits;
/// here a line's sender takes them and puts them back. No cost grows with the number of messages that wait.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Takes what is due, oldest first and as much as <paramref name="terms"/> allow. Of a conversation it takes the earliest
    /// message that is still to go, never two at a time. The claims are durable before this returns, so that a crash
    /// afterwards is seen by <see cref="Abandoned"/>.
    /// </summary>
    Task<OutboxClaim> Claim(string line, ClaimTerms terms, CancellationToken cancellation);

    /// <summary>The carrier surely did not take it: back into the queue, not before <paramref name="due"/>.</summary>
    /// <param name="attempt">Whose claim it was; another one's stays.</param>
    Task PutBack(Guid messageId, int attempt, DateTimeOffset due, CancellationToken cancellation);

    /// <summary>Takes out what waits in a conversation and was written before its contact opted out; <see cref="Abandoned"/> then tells of it.</summary>
    Task Stop(ConversationId id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// What nobody works on any more, some of it at a time: claims whose lease ran out (whether the carrier took them is not
    /// known) and what a STOP took out (<see cref="OutboxItem.IsStopped"/>).
    /// </summary>
    Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>When the line's sender has to look again, never too late; null when nothing waits.</summary>
    Task<DateTimeOffset?> NextDue(string line, CancellationToken cancellation);

    /// <summary>Lines whose sender has to be awake: something is due by <paramref name="now"/>, or somebody took it and has not settled it.</summary>
    Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What is due and waits for its turn. Counting stops at some thousands: more is only more.</summary>
    Task<OutboxBacklog> Backlog(string line, LinePace pace, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>How much a sender may take at once.</summary>
/// <param name="Lease">How long the claims are its own.</param>
/// <param name="Places">Messages it has hands for.</param>
/// <param name="Pace">What the line may send; what it takes is counted against it, durably.</param>
public sealed record ClaimTerms(DateTimeOffset Now, TimeSpan Lease, int Places, LinePace Pace);

/// <summary>What a sender took.</summary>
/// <param name="Items">To post, and (beyond the places) what a STOP took out, to be told. Fewer than the places, and no debt: no more is due.</param>
/// <param name="Owed">Segments that the pace has not paid for yet, these included.</param>
public sealed record OutboxClaim(ImmutableArray<OutboxItem> Items, double Owed);

/// <summary>A message on its way to the carrier.</summary>
/// <param name="Attempt">1 for the first POST.</param>
/// <param name="FirstTriedAt">When it was claimed for the first time, UTC.</param>
/// <param name="DueSince">When it was written, or when its sender wanted it to go out, UTC.</param>
/// <param name="IsStopped">The contact opted out before it was sent: it must not be.</param>
public sealed record OutboxItem(
    Guid MessageId,
    ConversationId ConversationId,
    string From,
    string To,
    string Body,
    ImmutableArray<string> MediaUrls,
    int Segments,
    int Attempt,
    DateTimeOffset FirstTriedAt,
    DateTimeOffset DueSince = default,
    bool IsStopped = false);

/// <summary>What waits on a line.</summary>
/// <param name="Texts">How many messages.</param>
/// <param name="Owed">Segments that the pace has not paid for yet.</param>
/// <param name="Marks">Who waits behind how much, the oldest first; a sample when there are many.</param>
public sealed record OutboxBacklog(int Texts, double Owed, ImmutableArray<QueueMark> Marks);
