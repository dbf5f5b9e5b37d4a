using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>Open cases in memory, beside the conversations in memory.</summary>
public sealed class FakeCaseStore(FakeConversationStore conversations) : ICaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Case> _cases = [];

    public Task Open(string line, DateTimeOffset after, DateTimeOffset until, TimeSpan wait, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var message in conversations.All.Where(message =>
                message.Direction == Direction.Outbound && message.From == line && message.Status < DeliveryStatus.Canceled
                && message.DateCreated > after && message.DateCreated <= until))
            {
                var since = message.SendAt > message.DateCreated ? message.SendAt.Value : message.DateCreated;
                _cases.TryAdd(message.Id, new(line, since, since + wait, Asked: 0));
            }
        }

        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<OpenCase>> Due(string line, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _cases.Where(one => one.Value.Line == line && one.Value.Due <= now).OrderBy(one => one.Value.Due).Take(limit).Select(one =>
            {
                var message = conversations.All.FirstOrDefault(message => message.Id == one.Key && message.Direction == Direction.Outbound);
                return new OpenCase(
                    one.Key, message?.ConversationId ?? new(Guid.Empty), message?.Status, message?.MessageSid, one.Value.Since, message?.DateSent, one.Value.Asked);
            })];
        }
    }

    public Task Postpone(Guid messageId, DateTimeOffset due, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_cases.TryGetValue(messageId, out var open))
            {
                _cases[messageId] = open with { Due = due, Asked = open.Asked + 1 };
            }
        }

        return Task.CompletedTask;
    }

    public Task Close(Guid messageId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _cases.Remove(messageId);
        }

        return Task.CompletedTask;
    }

    private sealed record Case(string Line, DateTimeOffset Since, DateTimeOffset Due, int Asked);
}
