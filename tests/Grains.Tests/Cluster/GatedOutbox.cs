using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>An outbox in which a test can do something at the narrowest moment.</summary>
internal sealed class GatedOutbox : IOutbox
{
    private IOutbox _outbox = null!;

    /// <summary>Runs when the answer is known and not yet given.</summary>
    public Func<Task> AfterNextDue { get; set; } = () => Task.CompletedTask;

    public IOutbox On(IOutbox outbox)
    {
        _outbox = outbox;
        return this;
    }

    public async Task<DateTimeOffset?> NextDue(string line, CancellationToken cancellation)
    {
        var due = await _outbox.NextDue(line, cancellation);
        await AfterNextDue();
        return due;
    }

    public Task<OutboxClaim> Claim(string line, ClaimTerms terms, CancellationToken cancellation) => _outbox.Claim(line, terms, cancellation);

    public Task PutBack(Guid messageId, int attempt, DateTimeOffset due, CancellationToken cancellation) =>
        _outbox.PutBack(messageId, attempt, due, cancellation);

    public Task Stop(ConversationId id, DateTimeOffset now, CancellationToken cancellation) => _outbox.Stop(id, now, cancellation);

    public Task<OutboxBacklog> Backlog(string line, LinePace pace, DateTimeOffset now, CancellationToken cancellation) =>
        _outbox.Backlog(line, pace, now, cancellation);

    public Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation) =>
        _outbox.Abandoned(line, now, cancellation);

    public Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation) => _outbox.LinesWithWork(now, cancellation);
}
