using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What members ask, each looked at before it is a turn.
internal sealed partial class ConversationGrain
{
    public async Task<TakenDraft> Send(Draft draft, CancellationToken cancellation)
    {
        if (await _guard.Writer(draft.Line, cancellation) is not { } caller || caller.UserId != draft.UserId)
        {
            throw new RefusedException(Refusals.UnknownLine, "The sender is not one of your numbers.");
        }

        Message? known = null;
        var change = await Take(draft, conversation =>
            (known = conversation.Recent(draft.MessageId)) is null ? conversation.Queue(draft, _time.Now()) : null, cancellation);
        if (change?.Message is { } message)
        {
            FaultPoint.Reach("send.committed");
            _bell.Ring(draft.Line);
            return new(message, Created: true);
        }

        // Nothing to do: the id is stored already, in this conversation's past or in another one.
        known ??= await _directory.FindOutbound(draft.MessageId, cancellation);
        return Taken(known ?? throw new InvalidOperationException($"Message {draft.MessageId} was refused as known but cannot be found."), draft);
    }

    public async Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation)
    {
        if (await Writer(cancellation) is null)
        {
            return null;
        }

        Message? known = null;
        var change = await _turns.Take(new(conversation =>
            (known = conversation.Recent(messageId)) is null ? null : conversation.SendAgain(known, _time.Now()))
        {
            About = messageId,
        });
        if (known is not null)
        {
            // Also when it was pressed before: that call may have failed before it came to wake the line.
            _bell.Ring(known.From);
        }

        return change?.Message ?? known;
    }

    public async Task<ThreadPage?> Page(int? before, int limit, CancellationToken cancellation)
    {
        if ((await _turns.Current()).Head?.Line is not { } line || await _guard.Reader(line, cancellation) is null
            || await Open(cancellation) is not { Head: { } head } conversation)
        {
            return null;
        }

        var page = ThreadPages.FromMemory(head, conversation.Newest, before, limit)
            ?? ThreadPages.Of(head, await _store.Page(Id, Math.Min(before ?? int.MaxValue, head.LastNumber + 1), limit, cancellation));
        return page with { Readers = conversation.Readers };
    }

    /// <summary>A page comes to memory when somebody looks; who only writes does not need it.</summary>
    private async ValueTask<Conversation> Open(CancellationToken cancellation)
    {
        var conversation = await _turns.Current();
        if (conversation.IsOpen || conversation.Head is null)
        {
            return conversation;
        }

        var open = await ThreadPages.Open(conversation, _store, cancellation);
        _turns.Replace(conversation, open);
        _pages.Used(_turns);
        return open;
    }

    private async Task<ConversationChange?> Take(Draft draft, Func<Conversation, ConversationChange?> decide, CancellationToken cancellation)
    {
        try
        {
            return await _turns.Take(new(decide) { MayOpen = true });
        }
        catch (RefusedException) when (!cancellation.IsCancellationRequested)
        {
            // What was taken once stays taken, whatever the rules would say of it by now.
            if (await _directory.FindOutbound(draft.MessageId, cancellation) is null)
            {
                throw;
            }

            return null;
        }
    }

    private TakenDraft Taken(Message message, Draft draft)
    {
        if (!DraftRules.IsSame(message, draft))
        {
            throw new RefusedException(Refusals.IdempotencyKeyReused, "This key was used before, for another message.");
        }

        if (Delivery.IsInOutbox(message.Status))
        {
            // The call that took it may have failed before it came to wake the line.
            _bell.Ring(draft.Line);
        }

        return new(message, Created: false);
    }
}
