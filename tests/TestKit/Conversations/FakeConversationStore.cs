using System.Collections.Immutable;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The store in memory, held to the same contract as the real one. A test may stand in the way of a commit.</summary>
public sealed class FakeConversationStore : IConversationStore, IMessageDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationId, ConversationHead> _heads = [];
    private readonly Dictionary<(ConversationId Id, int Number), Message> _messages = [];
    private readonly Dictionary<(Guid UserId, ConversationId Id), int> _readPositions = [];
    private readonly FakeOutbox _outbox;

    public FakeConversationStore() => _outbox = new(_gate, _heads, _messages);

    public IOutbox Outbox => _outbox;

    /// <summary>Runs before a commit is looked at; what it throws, the commit throws.</summary>
    public Func<ConversationChange, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after a commit was written; what it throws, the commit throws all the same.</summary>
    public Func<ConversationChange, Task> AfterCommit { get; set; } = _ => Task.CompletedTask;

    public async Task<StoredConversation?> Load(ConversationId id, int newest, CancellationToken cancellation)
    {
        // Never at once, as no database answers: Orleans runs an activation's first turn under its lock until that waits.
        await Task.Yield();
        lock (_gate)
        {
            return _heads.TryGetValue(id, out var head) ? new StoredConversation(head, Before(id, int.MaxValue, newest)) : null;
        }
    }

    public async Task<bool> Commit(ConversationChange change, CancellationToken cancellation)
    {
        await Task.Yield();
        await BeforeCommit(change);
        if (!Write(change))
        {
            return false;
        }

        await AfterCommit(change);
        return true;
    }

    public Task<Message?> Find(ConversationId id, Guid messageId, CancellationToken cancellation) =>
        First(message => IsOutbound(message, messageId) && message.ConversationId == id);

    public Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation) => First(message => IsOutbound(message, messageId));

    public async Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation) =>
        await First(message => message.MessageSid == messageSid) is { } found ? new(found.ConversationId, found.Id) : null;

    public async Task<ImmutableArray<Message>> Page(ConversationId id, int before, int limit, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return Before(id, before, limit);
        }
    }

    public int ReadPosition(Guid userId, ConversationId id)
    {
        lock (_gate)
        {
            return _readPositions.GetValueOrDefault((userId, id));
        }
    }

    private bool Write(ConversationChange change)
    {
        lock (_gate)
        {
            if (change.Message is { } candidate && IsKnownElsewhere(candidate))
            {
                return false;
            }

            if ((_heads.GetValueOrDefault(change.Head.Id)?.Version ?? 0) != change.Head.Version - 1)
            {
                throw new InconsistentStateException($"Conversation {change.Head.Id} is not at version {change.Head.Version - 1} any more.");
            }

            _heads[change.Head.Id] = change.Head;
            if (change.Message is { } message)
            {
                _messages[(message.ConversationId, message.Number)] = Merged(message);
                _outbox.Take(change.Outbox, change.Head.Line, message);
            }

            if (change.Read is { } read)
            {
                _readPositions[(read.UserId, change.Head.Id)] =
                    Math.Max(read.InboundCount, _readPositions.GetValueOrDefault((read.UserId, change.Head.Id)));
            }

            return true;
        }
    }

    private bool IsKnownElsewhere(Message message) => _messages.Values.Any(stored =>
        (stored.ConversationId, stored.Number) != (message.ConversationId, message.Number)
        && (stored.MessageSid is { } sid && sid == message.MessageSid || message.Direction == Direction.Outbound && IsOutbound(stored, message.Id)));

    /// <summary>What identifies a message is written once.</summary>
    private Message Merged(Message message) => !_messages.TryGetValue((message.ConversationId, message.Number), out var stored)
        ? message
        : message with
        {
            From = stored.From,
            To = stored.To,
            Body = stored.Body,
            Direction = stored.Direction,
            Media = stored.Media,
            DateCreated = stored.DateCreated,
            UserId = stored.UserId,
            SendAt = stored.SendAt,
        };

    private static bool IsOutbound(Message message, Guid id) => message.Direction == Direction.Outbound && message.Id == id;

    private ImmutableArray<Message> Before(ConversationId id, int before, int limit) =>
        [.. _messages.Values.Where(message => message.ConversationId == id && message.Number < before).OrderBy(message => message.Number).TakeLast(limit)];

    private async Task<Message?> First(Func<Message, bool> isIt)
    {
        await Task.Yield();
        lock (_gate)
        {
            return _messages.Values.FirstOrDefault(isIt);
        }
    }
}
