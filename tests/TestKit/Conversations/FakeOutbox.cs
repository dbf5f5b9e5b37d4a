using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The outbox of the store in memory.</summary>
internal sealed class FakeOutbox(
    Lock gate, Dictionary<ConversationId, ConversationHead> heads, Dictionary<(ConversationId Id, int Number), Message> messages, List<FakeOutbox.Row> rows) : IOutbox
{
    private readonly Dictionary<string, (DateTimeOffset At, double Owed)> _paces = [];

    public void Take(OutboxStep step, string line, Message message)
    {
        var row = rows.Find(row => row.MessageId == message.Id);
        if (row is null && step is (OutboxStep.Enter or OutboxStep.Doubt or OutboxStep.Again))
        {
            rows.Add(row = new(message.Id, message.ConversationId, message.Number, line)
            {
                SendAt = message.SendAt,
                Due = message.SendAt ?? message.HeldUntil ?? message.DateCreated,
                Attempt = Rounds.LastAttempt(message.Timeline),
                TriedAt = message.DateUpdated,
            });
        }

        switch (step)
        {
            case OutboxStep.Doubt:
                (row!.State, row.ClaimedUntil, row.DoubtedAt, row.LookUps, row.NextLookUp) = (State.InDoubt, null, message.DateUpdated, 0, null);
                break;
            case OutboxStep.Again:
                (row!.State, row.ClaimedUntil, row.Due, row.SendAt, row.FirstTriedAt) = (State.Waiting, null, message.DateUpdated, null, null);
                break;
            case OutboxStep.Move:
                (row!.Due, row.SendAt) = (message.SendAt!.Value, message.SendAt);
                break;
            case OutboxStep.Leave or OutboxStep.Withdraw when row is not null:
                rows.Remove(row);
                break;
        }
    }

    public bool IsWaiting(Guid messageId) => rows.Exists(row => row.MessageId == messageId && row.State == State.Waiting);

    public async Task<OutboxClaim> Claim(string line, ClaimTerms terms, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            var owed = Owed(line, terms.Pace, terms.Now);
            var (taken, claimed) = (ImmutableArray.CreateBuilder<OutboxItem>(), 0);
            foreach (var row in Waiting(line, terms.Now))
            {
                if (IsStopped(row))
                {
                    (row.State, row.ClaimedUntil) = (State.Stopped, terms.Now);
                    taken.Add(Item(row));
                }
                else if (claimed < terms.Places && owed <= terms.Pace.Burst && IsFirst(row, terms.Now))
                {
                    (row.State, row.ClaimedUntil) = (State.Claimed, terms.Now + terms.Lease);
                    row.Attempt++;
                    row.FirstTriedAt ??= terms.Now;
                    row.TriedAt = terms.Now;
                    taken.Add(Item(row));
                    claimed++;
                    owed += taken[^1].Segments;
                }
            }

            _paces[line] = (terms.Now, owed);
            return new(taken.ToImmutable(), owed);
        }
    }

    public async Task PutBack(Guid messageId, int attempt, DateTimeOffset due, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            if (rows.Find(row => row.MessageId == messageId && row.State == State.Claimed && row.Attempt == attempt) is { } claimed)
            {
                (claimed.State, claimed.Due, claimed.ClaimedUntil) = (State.Waiting, due, null);
            }
        }
    }

    public async Task Stop(ConversationId id, DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            foreach (var row in rows.Where(row => row.Id == id && row.State == State.Waiting && IsStopped(row)))
            {
                (row.State, row.ClaimedUntil) = (State.Stopped, now);
            }
        }
    }

    public async Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. rows.Where(row => row.Line == line && row.ClaimedUntil <= now).Select(Item)];
        }
    }

    public async Task<DateTimeOffset?> NextDue(string line, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return rows
                .Where(row => row.Line == line && (row.ClaimedUntil is not null || row.State == State.Waiting && IsFirst(row, row.Due)))
                .Min(row => (DateTimeOffset?)(row.ClaimedUntil ?? row.Due));
        }
    }

    public async Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. rows
                .Where(row => row.State == State.Waiting && row.Due <= now || row.ClaimedUntil is not null)
                .Select(row => row.Line).Distinct()];
        }
    }

    public async Task<OutboxBacklog> Backlog(string line, LinePace pace, DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            var (waiting, segments) = (Waiting(line, now), 0);
            return new(waiting.Count, Owed(line, pace, now), [.. waiting.Select(row => new QueueMark(row.Due, segments += Item(row).Segments))]);
        }
    }

    private List<Row> Waiting(string line, DateTimeOffset now) =>
        [.. rows.Where(row => row.Line == line && row.State == State.Waiting && row.Due <= now).OrderBy(row => row.Due)];

    private double Owed(string line, LinePace pace, DateTimeOffset now) =>
        _paces.TryGetValue(line, out var last) ? pace.OwedAfter(last.Owed, now - last.At) : 0;

    private bool IsStopped(Row row) => row.Number <= heads[row.Id].StoppedThrough;

    private bool IsFirst(Row row, DateTimeOffset now) => !rows.Exists(earlier =>
        earlier.Id == row.Id && earlier.Number < row.Number && (earlier.State == State.Waiting || earlier.State == State.Claimed)
        && (earlier.SendAt is null || earlier.SendAt <= now));

    private OutboxItem Item(Row row)
    {
        var message = messages[(row.Id, row.Number)];
        return new(
            row.MessageId, row.Id, message.From, message.To, message.Body, [.. message.Media.Select(item => item.Url)],
            message.NumSegments, row.Attempt, row.FirstTriedAt ?? message.DateCreated, row.SendAt ?? message.DateCreated, row.State == State.Stopped);
    }

    internal enum State
    {
        Waiting,
        Claimed,
        InDoubt,
        Stopped,
    }

    internal sealed record Row(Guid MessageId, ConversationId Id, int Number, string Line)
    {
        public DateTimeOffset? SendAt { get; set; }

        public State State { get; set; }

        public DateTimeOffset Due { get; set; }

        public DateTimeOffset? ClaimedUntil { get; set; }

        public int Attempt { get; set; }

        public DateTimeOffset? FirstTriedAt { get; set; }

        public DateTimeOffset TriedAt { get; set; }

        public DateTimeOffset DoubtedAt { get; set; }

        public int LookUps { get; set; }

        public DateTimeOffset? NextLookUp { get; set; }
    }
}
