using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Commits;

/// <summary>Consecutive changes of one conversation on their way to disk: all of them or none.</summary>
internal sealed class Commit(ImmutableArray<ConversationChange> changes)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The head they lead to; it is written once, however many they are.</summary>
    public ConversationHead Head => changes[^1].Head;

    public long BuildsOn => changes[0].Head.Version - 1;

    /// <summary>True: written. False: a new message of them is stored already.</summary>
    public Task<bool> Done => _done.Task;

    public void Finish(bool written) => _done.TrySetResult(written);

    public void Fail(Exception fault) => _done.TrySetException(fault);

    /// <summary>Each message that they touch, once, as it is in the end.</summary>
    public void AddMessages(List<MessageWrite> writes)
    {
        var first = writes.Count;
        foreach (var change in changes)
        {
            if (change.Message is not { } message)
            {
                continue;
            }

            var place = changes.Length == 1 ? -1 : writes.FindIndex(first, write => write.Message.Number == message.Number);
            if (place < 0)
            {
                writes.Add(new(message, Head.Line, OutboxWrites.After(OutboxWrite.None, change.Outbox)));
            }
            else
            {
                writes[place] = writes[place] with { Message = message, Outbox = OutboxWrites.After(writes[place].Outbox, change.Outbox) };
            }
        }
    }

    /// <summary>Each read position that they move, once.</summary>
    public void AddReads(List<ReadWrite> writes)
    {
        var first = writes.Count;
        foreach (var change in changes)
        {
            if (change.Read is not { } read)
            {
                continue;
            }

            var place = writes.FindIndex(first, write => write.UserId == read.UserId);
            if (place < 0)
            {
                writes.Add(new(read.UserId, Head.Id.Value, read.InboundCount));
            }
            else
            {
                writes[place] = writes[place] with { InboundCount = Math.Max(writes[place].InboundCount, read.InboundCount) };
            }
        }
    }
}

/// <summary>A message to be inserted or changed, and what becomes of its outbox row.</summary>
internal readonly record struct MessageWrite(Message Message, string Line, OutboxWrite Outbox);

/// <summary>A read position to be moved forward.</summary>
internal readonly record struct ReadWrite(Guid UserId, Guid ConversationId, int InboundCount);
