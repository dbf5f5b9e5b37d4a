using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The outbox of the store in memory.</summary>
internal sealed class FakeOutbox(Lock gate, Dictionary<(ConversationId Id, int Number), Message> messages, List<FakeOutbox.Row> rows) : IOutbox
{

    public void Take(OutboxStep step, string line, Message message)
    {
        var row = rows.Find(row => row.MessageId == message.Id);
        if (row is null && step is (OutboxStep.Enter or OutboxStep.Doubt or OutboxStep.Again))
        {
            rows.Add(row = new(message.Id, message.ConversationId, message.Number, line)
            {
                SendAt = message.SendAt,
                Due = message.SendAt ?? message.DateCreated,
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
            case OutboxStep.Leave when row is not null:
                rows.Remove(row);
                break;
        }
    }

    public async Task<OutboxItem?> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            var next = rows.Find(row => row.Line == line && row.State == State.Waiting && row.Due <= now && IsFirst(row, now));
            if (next is null)
            {
                return null;
            }

            (next.State, next.ClaimedUntil) = (State.Claimed, now + lease);
            next.Attempt++;
            next.FirstTriedAt ??= now;
            next.TriedAt = now;
            return Item(next);
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

    public async Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. rows.Where(row => row.Line == line && row.State == State.Claimed && row.ClaimedUntil <= now).Select(Item)];
        }
    }

    public async Task<DateTimeOffset?> NextDue(string line, DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return rows
                .Where(row => row.Line == line && (row.State == State.Claimed || row.State == State.Waiting && IsFirst(row, now)))
                .Min(row => row.State == State.Waiting ? row.Due : row.ClaimedUntil);
        }
    }

    public async Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. rows
                .Where(row => row.State == State.Waiting && row.Due <= now || row.State == State.Claimed && row.ClaimedUntil <= now)
                .Select(row => row.Line).Distinct()];
        }
    }

    private bool IsFirst(Row row, DateTimeOffset now) => !rows.Exists(earlier =>
        earlier.Id == row.Id && earlier.Number < row.Number && earlier.State != State.InDoubt && (earlier.SendAt is null || earlier.SendAt <= now));

    private OutboxItem Item(Row row)
    {
        var message = messages[(row.Id, row.Number)];
        return new(
            row.MessageId, row.Id, message.From, message.To, message.Body, [.. message.Media.Select(item => item.Url)],
            message.NumSegments, row.Attempt, row.FirstTriedAt!.Value);
    }

    internal enum State
    {
        Waiting,
        Claimed,
        InDoubt,
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
