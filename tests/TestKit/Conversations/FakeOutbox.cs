using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The outbox of the store in memory.</summary>
internal sealed class FakeOutbox(Lock gate, Dictionary<(ConversationId Id, int Number), Message> messages) : IOutbox
{
    // In the order they entered.
    private readonly List<Row> _rows = [];

    public void Take(OutboxStep step, string line, Message message)
    {
        var row = _rows.Find(row => row.MessageId == message.Id);
        switch (step)
        {
            case OutboxStep.Enter when row is null:
                _rows.Add(new(message.Id, message.ConversationId, message.Number, line, message.SendAt)
                {
                    Due = message.SendAt ?? message.DateCreated,
                });
                break;
            case OutboxStep.Doubt when row is not null:
                (row.State, row.ClaimedUntil) = (State.InDoubt, null);
                break;
            case OutboxStep.Leave when row is not null:
                _rows.Remove(row);
                break;
        }
    }

    public async Task<OutboxItem?> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            var next = _rows.Find(row => row.Line == line && row.State == State.Waiting && row.Due <= now && IsFirst(row, now));
            if (next is null)
            {
                return null;
            }

            (next.State, next.ClaimedUntil) = (State.Claimed, now + lease);
            next.Attempt++;
            next.FirstTriedAt ??= now;
            return Item(next);
        }
    }

    public async Task PutBack(Guid messageId, DateTimeOffset due, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            if (_rows.Find(row => row.MessageId == messageId && row.State == State.Claimed) is { } claimed)
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
            return [.. _rows.Where(row => row.Line == line && row.State == State.Claimed && row.ClaimedUntil <= now).Select(Item)];
        }
    }

    public async Task<DateTimeOffset?> NextDue(string line, DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return _rows
                .Where(row => row.Line == line && (row.State == State.Claimed || row.State == State.Waiting && IsFirst(row, now)))
                .Min(row => row.State == State.Waiting ? row.Due : row.ClaimedUntil);
        }
    }

    public async Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. _rows
                .Where(row => row.State == State.Waiting && row.Due <= now || row.State == State.Claimed && row.ClaimedUntil <= now)
                .Select(row => row.Line).Distinct()];
        }
    }

    private bool IsFirst(Row row, DateTimeOffset now) => !_rows.Exists(earlier =>
        earlier.Id == row.Id && earlier.Number < row.Number && earlier.State != State.InDoubt && (earlier.SendAt is null || earlier.SendAt <= now));

    private OutboxItem Item(Row row)
    {
        var message = messages[(row.Id, row.Number)];
        return new(
            row.MessageId, row.Id, message.From, message.To, message.Body, [.. message.Media.Select(item => item.Url)],
            message.NumSegments, row.Attempt, row.FirstTriedAt!.Value);
    }

    private enum State
    {
        Waiting,
        Claimed,
        InDoubt,
    }

    private sealed record Row(Guid MessageId, ConversationId Id, int Number, string Line, DateTimeOffset? SendAt)
    {
        public State State { get; set; }

        public DateTimeOffset Due { get; set; }

        public DateTimeOffset? ClaimedUntil { get; set; }

        public int Attempt { get; set; }

        public DateTimeOffset? FirstTriedAt { get; set; }
    }
}
