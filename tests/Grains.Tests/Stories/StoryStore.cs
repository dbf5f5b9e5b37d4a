using System.Collections.Immutable;
using Orleans.Storage;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Tests.Stories;

/// <summary>What becomes of the oldest question to the store.</summary>
internal enum Fate
{
    Answered,

    /// <summary>Written, and the answer lost.</summary>
    AnswerLost,

    /// <summary>The way to the store broke before it was written. It may still be written later, as a server would that has it already.</summary>
    Delayed,

    /// <summary>The database is away: nothing was written, and it says so.</summary>
    Refused,
}

/// <summary>A store whose answers come when the story says so.</summary>
internal sealed class StoryStore : IConversationStore, IMessageDirectory
{
    private readonly Queue<Action<Fate>> _asked = [];
    private readonly Queue<ImmutableArray<ConversationChange>> _delayed = [];
    private readonly Dictionary<Guid, int> _readers = [];

    public ConversationHead? Head { get; private set; }

    /// <summary>Messages and events, as they are numbered.</summary>
    public List<IEntry> Entries { get; } = [];

    public List<Message> Messages => [.. Entries.OfType<Message>()];

    public HashSet<Guid> Outbox { get; } = [];

    /// <summary>Versions that were ever written.</summary>
    public HashSet<long> Versions { get; } = [];

    public int Waiting => _asked.Count;

    public int MostInOneCommit { get; private set; }

    public void AnswerNext(Fate fate)
    {
        if (_asked.TryDequeue(out var next))
        {
            next(fate);
        }
    }

    /// <summary>A commit that broke off on its way arrives after all.</summary>
    public void Arrive()
    {
        if (_delayed.TryDequeue(out var changes) && Fits(changes))
        {
            Write(changes);
        }
    }

    public Task<ImmutableArray<Message>> UntilReply(ConversationId id, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<Message>>([.. Messages.Where(message => message is { CancelOnReply: true, Status: DeliveryStatus.Scheduled } && Outbox.Contains(message.Id))]);

    public Task<bool> Commit(ImmutableArray<ConversationChange> changes, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<bool>();
        _asked.Enqueue(fate => Commit(changes, answer, fate));
        return answer.Task;
    }

    public Task<ConversationHead?> Load(ConversationId id, CancellationToken cancellation) => Ask(() => Head);

    public Task<ImmutableArray<Message>> Find(ConversationId id, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation) =>
        Ask<ImmutableArray<Message>>(() => [.. Messages.Where(message => message.Direction == Direction.Outbound && messageIds.Contains(message.Id))]);

    public Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation) =>
        Ask(() => Messages.Find(message => message.Id == messageId && message.Direction == Direction.Outbound));

    public Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation) => throw new NotSupportedException();

    Task<ImmutableArray<IEntry>> IConversationStore.Entries(ConversationId id, IReadOnlyCollection<int> numbers, CancellationToken cancellation) =>
        Ask<ImmutableArray<IEntry>>(() => [.. Entries.Where(entry => numbers.Contains(entry.Number))]);

    public Task<Aside?> FindNote(ConversationId id, Guid noteId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Call?> FindCall(ConversationId id, Guid callId, CancellationToken cancellation) => Ask(() => Entries.OfType<Call>().FirstOrDefault(call => call.Id == callId));

    public Task<ImmutableArray<IEntry>> Page(ConversationId id, int before, int limit, CancellationToken cancellation) =>
        Ask<ImmutableArray<IEntry>>(() => [.. Entries.Where(entry => entry.Number < before).TakeLast(limit)]);

    public Task<ImmutableArray<ReadPosition>> Readers(ConversationId id, CancellationToken cancellation) =>
        Ask<ImmutableArray<ReadPosition>>(() => [.. _readers.Select(reader => new ReadPosition(reader.Key, reader.Value))]);

    private Task<T> Ask<T>(Func<T> look)
    {
        var answer = new TaskCompletionSource<T>();
        _asked.Enqueue(fate =>
        {
            if (fate == Fate.Answered)
            {
                answer.SetResult(look());
            }
            else
            {
                answer.SetException(new TimeoutException("The database is away."));
            }
        });
        return answer.Task;
    }

    private void Commit(ImmutableArray<ConversationChange> changes, TaskCompletionSource<bool> answer, Fate fate)
    {
        if (fate == Fate.Refused)
        {
            answer.SetException(new TimeoutException("The database is away."));
        }
        else if (fate == Fate.Delayed)
        {
            _delayed.Enqueue(changes);
            answer.SetException(new CommitInDoubtException(new TimeoutException()));
        }
        else if (fate == Fate.AnswerLost)
        {
            if (Fits(changes))
            {
                Write(changes);
            }

            answer.SetException(new CommitInDoubtException(new TimeoutException()));
        }
        else if (changes.Any(change => IsKnownElsewhere(change.Message)))
        {
            answer.SetResult(false);
        }
        else if (!Fits(changes))
        {
            answer.SetException(new InconsistentStateException("The version moved."));
        }
        else
        {
            Write(changes);
            answer.SetResult(true);
        }
    }

    private bool Fits(ImmutableArray<ConversationChange> changes) =>
        (Head?.Version ?? 0) == changes[0].Head.Version - 1 && !changes.Any(change => IsKnownElsewhere(change.Message));

    private bool IsKnownElsewhere(Message? message) => message is not null && Messages.Exists(stored => stored.Number != message.Number
        && ((stored.MessageSid is { } sid && sid == message.MessageSid) || (stored.Id == message.Id && message.Direction == Direction.Outbound)));

    private void Write(ImmutableArray<ConversationChange> changes)
    {
        MostInOneCommit = Math.Max(MostInOneCommit, changes.Length);
        Assert.True(changes.Length == 1 || changes.All(change => change.Deleted is null), "Words are deleted beside another change.");
        foreach (var change in changes)
        {
            Head = change.Head;
            Assert.True(Versions.Add(change.Head.Version));
            Write(change);
        }
    }

    private void Write(ConversationChange change)
    {
        if (change.Read is { } read)
        {
            _readers[read.UserId] = Math.Max(read.InboundCount, _readers.GetValueOrDefault(read.UserId));
        }

        if (change.Deleted is { } deleted)
        {
            Assert.All(deleted.Numbers, number => Assert.False(Outbox.Contains(Entries[number - 1].Id), "A text that still waits has lost its words."));
            for (var i = 0; i < Entries.Count; i++)
            {
                Entries[i] = deleted.After(Entries[i]);
            }
        }

        if (change.Entry is not { } entry)
        {
            return;
        }

        if (entry.Number == Entries.Count + 1)
        {
            Entries.Add(entry);
        }
        else
        {
            Assert.Equal(Entries[entry.Number - 1].Id, entry.Id);
            Assert.True(Entries[entry.Number - 1] is not Message { BodyDeletedAt: not null } || entry is Message { BodyDeletedAt: not null, Body: "" }, "Words came back from memory.");
            Entries[entry.Number - 1] = entry;
        }

        if (change.Message is not { } message)
        {
            return;
        }

        switch (change.Outbox)
        {
            case OutboxStep.Enter:
                Outbox.Add(message.Id);
                break;
            case OutboxStep.Leave:
            case OutboxStep.Withdraw:
                Outbox.Remove(message.Id);
                break;
        }
    }
}
