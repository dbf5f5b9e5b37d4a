using System.Collections.Immutable;
using System.Diagnostics;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Commits;

/// <summary>Consecutive changes of one conversation on their way to disk: all of them or none.</summary>
internal sealed class Commit(ImmutableArray<ConversationChange> changes)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The head they lead to; it is written once, however many they are.</summary>
    public ConversationHead Head => changes[^1].Head;

    /// <summary>What it is part of, when that is traced.</summary>
    public Activity? Cause { get; } = Activity.Current;

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

    /// <summary>Each read position that they move, once, as it is in the end.</summary>
    public void AddReads(List<ReadWrite> writes)
    {
        var first = writes.Count;
        foreach (var change in changes)
        {
            if (change.Read is { } read)
            {
                var place = writes.FindIndex(first, write => write.Position.UserId == read.UserId);
                if (place < 0)
                {
                    writes.Add(new(read, Head.Id.Value));
                }
                else
                {
                    writes[place] = writes[place] with { Position = Later(writes[place].Position, read) };
                }
            }

            for (var i = first; change.Unread == UnreadStep.Nobody && i < writes.Count; i++)
            {
                writes[i] = writes[i] with { Position = writes[i].Position with { Back = false } };
            }
        }
    }

    /// <summary>The last word on whose unread the conversation is: who comes after the others has them all.</summary>
    public void AddUnread(List<UnreadWrite> writes)
    {
        for (var i = changes.Length - 1; i >= 0; i--)
        {
            if (changes[i].Unread != UnreadStep.None)
            {
                writes.Add(new(Head.Id.Value, changes[i].Unread));
                return;
            }
        }
    }

    public void AddAsides(List<Aside> asides)
    {
        foreach (var change in changes)
        {
            if (change.Aside is { } aside)
            {
                asides.Add(aside);
            }
        }
    }

    /// <summary>Each call that they touch, once, as it is in the end.</summary>
    public void AddCalls(List<Call> calls)
    {
        var first = calls.Count;
        foreach (var change in changes)
        {
            if (change.Call is not { } call)
            {
                continue;
            }

            var place = calls.FindIndex(first, other => other.Number == call.Number);
            if (place < 0)
            {
                calls.Add(call);
            }
            else
            {
                calls[place] = call;
            }
        }
    }

    private static ReadPosition Later(ReadPosition before, ReadPosition read) =>
        read.Back || before.Back || read.InboundCount > before.InboundCount ? read : before;
}

/// <summary>A message to be inserted or changed, and what becomes of its outbox row.</summary>
internal readonly record struct MessageWrite(Message Message, string Line, OutboxWrite Outbox);

/// <summary>A read position to be moved.</summary>
internal readonly record struct ReadWrite(ReadPosition Position, Guid ConversationId);

/// <summary>What becomes of the members' lists of the unread.</summary>
internal readonly record struct UnreadWrite(Guid ConversationId, UnreadStep Step);
