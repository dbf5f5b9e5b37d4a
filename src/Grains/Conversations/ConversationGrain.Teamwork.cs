using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What members do among themselves.
internal sealed partial class ConversationGrain
{
    public async Task<bool> MarkRead(int inboundCount, CancellationToken cancellation)
    {
        if (await Reader(cancellation) is not { } userId)
        {
            return false;
        }

        await _turns.Take(new(conversation => conversation.MarkRead(userId, inboundCount)));
        return true;
    }

    public async Task<bool> MarkUnread(CancellationToken cancellation)
    {
        if (await Reader(cancellation) is not { } userId)
        {
            return false;
        }

        await _turns.Take(new(conversation => conversation.MarkUnread(userId)) { OnPage = true });
        return true;
    }

    public Task<bool> SetState(ConversationState state, CancellationToken cancellation) =>
        Do((conversation, did) => conversation.SetState(state, did), cancellation);

    public Task<bool> Snooze(DateTimeOffset? until, CancellationToken cancellation) =>
        Do((conversation, did) => conversation.Snooze(until, did), cancellation);

    public Task Wake(CancellationToken cancellation)
    {
        var eventId = Guid.CreateVersion7(_time.Now());
        return _turns.Take(new(conversation => conversation.Wake(eventId, _time.Now())));
    }

    public async Task<bool> Assign(Guid? memberId, CancellationToken cancellation)
    {
        if (memberId is { } member && (await _turns.Current()).Head is { } head && !await _guard.MayWrite(head.Line, member, cancellation))
        {
            throw new RefusedException(Refusals.MemberNotFound, "This person does not use this line.");
        }

        return await Do((conversation, did) => conversation.Assign(memberId, did), cancellation);
    }

    public async Task<bool> Tag(string tag, bool set, CancellationToken cancellation)
    {
        if (await Writer(cancellation) is null)
        {
            return false;
        }

        await _turns.Take(new(conversation => conversation.Tag(tag, set)));
        return true;
    }

    public async Task<Aside?> AddNote(NoteDraft note, CancellationToken cancellation)
    {
        if (await Writer(cancellation) is not { } userId)
        {
            return null;
        }

        Aside? known = null;
        var change = await _turns.Take(new(conversation =>
            (known = conversation.Note(note.Id)) is null ? conversation.AddNote(note, userId, _time.Now()) : null) { OnPage = true });
        return change?.Aside ?? known ?? await _store.FindNote(Id, note.Id, cancellation);
    }

    /// <summary>What a writer of the line does, told in the thread.</summary>
    private async Task<bool> Do(Func<Conversation, Deed, ConversationChange?> decide, CancellationToken cancellation)
    {
        if (await Writer(cancellation) is not { } userId)
        {
            return false;
        }

        var eventId = Guid.CreateVersion7(_time.Now());
        await _turns.Take(new(conversation => decide(conversation, new(eventId, userId, _time.Now()))));
        return true;
    }

    private async ValueTask<Guid?> Reader(CancellationToken cancellation) =>
        (await _turns.Current()).Head is { } head ? (await _guard.Reader(head.Line, cancellation))?.UserId : null;

    private async ValueTask<Guid?> Writer(CancellationToken cancellation) =>
        (await _turns.Current()).Head is { } head ? (await _guard.Writer(head.Line, cancellation))?.UserId : null;
}
