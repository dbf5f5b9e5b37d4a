using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What is in doubt in the outbox in memory.</summary>
internal sealed class FakeDoubts(
    Lock gate, Dictionary<(ConversationId Id, int Number), Message> messages, List<FakeOutbox.Row> rows, Dictionary<string, MessagePlace> doubles) : IDoubts
{
    private IEnumerable<FakeOutbox.Row> InDoubt => rows.Where(row => row.State == FakeOutbox.State.InDoubt);

    public async Task<ImmutableArray<Doubt>> Due(string line, DateTimeOffset now, TimeSpan first, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. InDoubt.Where(row => row.Line == line && DueAt(row, first) <= now).OrderBy(row => DueAt(row, first)).Take(100).Select(Item)];
        }
    }

    public async Task<DateTimeOffset?> NextLookUp(string line, TimeSpan first, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return InDoubt.Where(row => row.Line == line && row.NextLookUp != DateTimeOffset.MaxValue).Min(row => (DateTimeOffset?)DueAt(row, first));
        }
    }

    public async Task<ImmutableArray<string>> LinesToLookUp(DateTimeOffset now, TimeSpan first, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. InDoubt.Where(row => DueAt(row, first) <= now).Select(row => row.Line).Distinct()];
        }
    }

    public async Task<Unsettled> Unsettled(ConversationId conversation, IReadOnlyCollection<string> sids, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            return new(
                [.. rows.Where(row => row.Id == conversation && row.State != FakeOutbox.State.Waiting).OrderBy(row => row.TriedAt).ThenBy(row => row.Number).Select(Item)],
                [.. sids.Where(sid => doubles.ContainsKey(sid) || messages.Values.Any(message => message.MessageSid == sid))]);
        }
    }

    public async Task LookedUp(Doubt doubt, int done, DateTimeOffset? next, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            if (InDoubt.FirstOrDefault(row => row.MessageId == doubt.MessageId && row.Attempt == doubt.Attempt) is { } row)
            {
                (row.LookUps, row.NextLookUp) = (done, next ?? DateTimeOffset.MaxValue);
            }
        }
    }

    public async Task KeepDouble(string messageSid, MessagePlace message, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            doubles.TryAdd(messageSid, message);
        }
    }

    private static DateTimeOffset DueAt(FakeOutbox.Row row, TimeSpan first) => row.NextLookUp ?? row.DoubtedAt + first;

    private Doubt Item(FakeOutbox.Row row)
    {
        var message = messages[(row.Id, row.Number)];
        return new(
            row.MessageId, row.Id, message.From, message.To, message.Body, message.Media.Length, row.Attempt, row.TriedAt, row.LookUps,
            row.State == FakeOutbox.State.Claimed);
    }
}
