using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>
/// Messages that wait for the carrier. Rows enter and leave with the conversation's own commits;
/// here a line's sender takes them and puts them back.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Takes the oldest message of the line that is due and has no earlier message of its conversation before it.
    /// The claim is durable before this returns, so that a crash afterwards is seen by <see cref="Abandoned"/>.
    /// </summary>
    Task<OutboxItem?> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>The carrier surely did not take it: back into the queue, not before <paramref name="due"/>.</summary>
    /// <param name="attempt">Whose claim it was; another one's stays.</param>
    Task PutBack(Guid messageId, int attempt, DateTimeOffset due, CancellationToken cancellation);

    /// <summary>Claims whose lease ran out: whether the carrier took them is not known.</summary>
    Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>When the line's sender next has something to do; null when nothing waits.</summary>
    Task<DateTimeOffset?> NextDue(string line, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Lines with something to do by <paramref name="now"/>.</summary>
    Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>A message on its way to the carrier.</summary>
/// <param name="Attempt">1 for the first POST.</param>
/// <param name="FirstTriedAt">When it was claimed for the first time, UTC.</param>
public sealed record OutboxItem(
    Guid MessageId,
    ConversationId ConversationId,
    string From,
    string To,
    string Body,
    ImmutableArray<string> MediaUrls,
    int Segments,
    int Attempt,
    DateTimeOffset FirstTriedAt);
