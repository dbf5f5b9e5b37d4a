using System.Collections.Immutable;
using Orleans.Storage;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>The store in memory, held to the same contract as the real one. A test may stand in the way of a commit.</summary>
public sealed class FakeConversationStore : IConversationStore, IMessageDirectory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationId, ConversationHead> _heads = [];
    private readonly Dictionary<(ConversationId Id, int Number), Message> _messages = [];
    private readonly List<Aside> _asides = [];
    private readonly Dictionary<(ConversationId Id, int Number), Call> _calls = [];
    private readonly Dictionary<(Guid UserId, ConversationId Id), ReadPosition> _readPositions = [];
    private readonly Dictionary<string, MessagePlace> _doubles = [];
    private readonly FakeOutbox _outbox;

    public FakeConversationStore()
    {
        // In the order they entered.
        var rows = new List<FakeOutbox.Row>();
        Calls = new FakeCalls(_gate, _calls);
        OldTexts = new FakeOldTexts(_gate, _messages, _asides);
        (_outbox, Doubts) = (new(_gate, _heads, _messages, rows), new FakeDoubts(_gate, _messages, rows, _doubles));
    }

    public IOutbox Outbox => _outbox;

    /// <summary>Every message there is, as it stands.</summary>
    public ImmutableArray<Message> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Values];
            }
        }
    }

    public IDoubts Doubts { get; }

    public ICallStore Calls { get; }

    public IOldTexts OldTexts { get; }

    /// <summary>Runs before a commit is looked at; what it throws, the commit throws.</summary>
    public Func<ConversationChange, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after a commit was written; what it throws, the commit throws all the same.</summary>
    public Func<ConversationChange, Task> AfterCommit { get; set; } = _ => Task.CompletedTask;

    public async Task<ConversationHead?> Load(ConversationId id, CancellationToken cancellation)
    {
        // Never at once, as no database answers: Orleans runs an activation's first turn under its lock until that waits.
        await Task.Yield();
        lock (_gate)
        {
            return _heads.GetValueOrDefault(id);
        }
    }

    public async Task<bool> Commit(ImmutableArray<ConversationChange> changes, CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var change in changes)
        {
            await BeforeCommit(change);
        }

        if (!Write(changes))
        {
            return false;
        }

        foreach (var change in changes)
        {
            await AfterCommit(change);
        }

        return true;
    }

    public async Task<ImmutableArray<Message>> Find(ConversationId id, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _messages.Values.Where(message => message.ConversationId == id && messageIds.Any(messageId => IsOutbound(message, messageId)))];
        }
    }

    public Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation) => First(message => IsOutbound(message, messageId));

    public async Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation) =>
        await First(message => message.MessageSid == messageSid) is { } found ? new(found.ConversationId, found.Id) : _doubles.GetValueOrDefault(messageSid);

    public async Task<ImmutableArray<Message>> UntilReply(ConversationId id, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _messages.Values
                .Where(message => message is { CancelOnReply: true, Status: DeliveryStatus.Scheduled } && message.ConversationId == id && _outbox.IsWaiting(message.Id))
                .OrderBy(message => message.Number)];
        }
    }

    public async Task<ImmutableArray<IEntry>> Entries(ConversationId id, IReadOnlyCollection<int> numbers, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _messages.Values.Concat<IEntry>(_asides).Where(entry => entry.ConversationId == id && numbers.Contains(entry.Number))];
        }
    }

    public async Task<Aside?> FindNote(ConversationId id, Guid noteId, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return _asides.Find(aside => aside.ConversationId == id && aside.Id == noteId && aside.Kind == AsideKind.Note);
        }
    }

    public async Task<Call?> FindCall(ConversationId id, Guid callId, CancellationToken cancellation) =>
        await Calls.Find(callId, cancellation) is { } call && call.ConversationId == id ? call : null;

    public async Task<ImmutableArray<IEntry>> Page(ConversationId id, int before, int limit, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return Before(id, before, limit);
        }
    }

    public async Task<ImmutableArray<ReadPosition>> Readers(ConversationId id, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return [.. _readPositions.Where(read => read.Key.Id == id).Select(read => read.Value)];
        }
    }

    public int ReadPosition(Guid userId, ConversationId id)
    {
        lock (_gate)
        {
            return _readPositions.GetValueOrDefault((userId, id))?.InboundCount ?? 0;
        }
    }

    private bool Write(ImmutableArray<ConversationChange> changes)
    {
        lock (_gate)
        {
            if (changes.Any(change => (change.Message is { } candidate && IsKnownElsewhere(candidate)) || _asides.Exists(aside => aside.Id == change.Aside?.Id)
                || (change.Call is { } call && IsKnownElsewhere(call))))
            {
                return false;
            }

            var (id, buildsOn) = (changes[0].Head.Id, changes[0].Head.Version - 1);
            if ((_heads.GetValueOrDefault(id)?.Version ?? 0) != buildsOn)
            {
                throw new InconsistentStateException($"Conversation {id} is not at version {buildsOn} any more.");
            }

            if (changes.Any(change => change.Outbox is OutboxStep.Withdraw or OutboxStep.Move && !_outbox.IsWaiting(change.Message!.Id) && !Enters(changes, change.Message)))
            {
                throw new TakenBySenderException();
            }

            foreach (var change in changes)
            {
                Write(change);
            }

            return true;
        }
    }

    private void Write(ConversationChange change)
    {
        _heads[change.Head.Id] = change.Head;
        if (change.Message is { } message)
        {
            _messages[(message.ConversationId, message.Number)] = change.Outbox == OutboxStep.Move ? message : Merged(message);
            _outbox.Take(change.Outbox, change.Head.Line, message);
        }

        if (change.Read is { } read)
        {
            var before = _readPositions.GetValueOrDefault((read.UserId, change.Head.Id))?.InboundCount ?? 0;
            _readPositions[(read.UserId, change.Head.Id)] = read.Back ? read : read with { InboundCount = Math.Max(read.InboundCount, before) };
        }

        if (change.Aside is { } aside)
        {
            _asides.Add(aside);
        }

        if (change.Deleted is { } deleted)
        {
            Delete(change.Head.Id, deleted);
        }

        if (change.Call is { } call)
        {
            _calls[(call.ConversationId, call.Number)] = call;
        }

        if (change.Unread == UnreadStep.Nobody)
        {
            foreach (var (key, position) in _readPositions.Where(read => read.Key.Id == change.Head.Id).ToList())
            {
                _readPositions[key] = position with { Back = false };
            }
        }
    }

    private void Delete(ConversationId id, DeletedTexts deleted)
    {
        foreach (var (place, message) in _messages.Where(one => one.Key.Id == id).ToList())
        {
            _messages[place] = (Message)deleted.After(message);
        }

        for (var i = 0; i < _asides.Count; i++)
        {
            _asides[i] = _asides[i].ConversationId == id ? (Aside)deleted.After(_asides[i]) : _asides[i];
        }
    }

    private static bool Enters(ImmutableArray<ConversationChange> changes, Message message) =>
        changes.Any(change => change.Outbox == OutboxStep.Enter && change.Message!.Id == message.Id);

    private bool IsKnownElsewhere(Message message) => _messages.Values.Any(stored =>
        (stored.ConversationId, stored.Number) != (message.ConversationId, message.Number)
        && (stored.MessageSid is { } sid && sid == message.MessageSid || message.Direction == Direction.Outbound && IsOutbound(stored, message.Id)));

    private bool IsKnownElsewhere(Call call) => _calls.Values.Any(stored =>
        (stored.ConversationId, stored.Number) != (call.ConversationId, call.Number)
        && (stored.Id == call.Id || (stored.CallSid is not null && stored.CallSid == call.CallSid)));

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
            HeldUntil = stored.HeldUntil,
            CancelOnReply = stored.CancelOnReply,
            BodyDeletedAt = stored.BodyDeletedAt,
        };

    private static bool IsOutbound(Message message, Guid id) => message.Direction == Direction.Outbound && message.Id == id;

    private ImmutableArray<IEntry> Before(ConversationId id, int before, int limit) =>
        [.. _messages.Values.Concat<IEntry>(_asides).Concat(_calls.Values).Where(entry => entry.ConversationId == id && entry.Number < before).OrderBy(entry => entry.Number).TakeLast(limit)];

    private async Task<Message?> First(Func<Message, bool> isIt)
    {
        await Task.Yield();
        lock (_gate)
        {
            return _messages.Values.FirstOrDefault(isIt);
        }
    }
}
