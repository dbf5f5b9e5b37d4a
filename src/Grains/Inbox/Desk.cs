using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Grains.Inbox;

/// <summary>The edge of everything a member does: membership is checked here, then the grains decide.</summary>
internal sealed class Desk(
    Asker asker,
    IGrainFactory grains,
    ILineDirectory lines,
    ILineQueues queues,
    IInboxQueries queries,
    IMessageDirectory messages,
    IConversationIds ids) : IDesk
{
    private const int MostPerPage = 200;

    public async Task<ImmutableArray<Line>> Lines(CancellationToken cancellation) => await lines.LinesOf(asker.Asking(Scopes.Read), cancellation);

    public async Task<LineBacklog?> Queue(string line, CancellationToken cancellation) =>
        await lines.AccessTo(line, asker.Asking(Scopes.Read), cancellation) is null ? null : await queues.Of(line);

    public async Task<InboxPage> Inbox(InboxQuery query, CancellationToken cancellation) =>
        await queries.Page(asker.Asking(Scopes.Read), query with { Limit = Math.Clamp(query.Limit, 1, MostPerPage) }, cancellation);

    public async Task<int> UnreadConversations(CancellationToken cancellation) => await queries.UnreadConversations(asker.Asking(Scopes.Read), cancellation);

    public async Task<InboxRow?> Row(ConversationId id, CancellationToken cancellation) => await queries.Row(asker.Asking(Scopes.Read), id, cancellation);

    public async Task<OpenThread?> Thread(ConversationId id, int? before, int limit, CancellationToken cancellation)
    {
        var userId = asker.Asking(Scopes.Read);
        var page = await grains.Conversation(id).Page(before, Math.Clamp(limit, 1, MostPerPage), cancellation);
        return page is not null && await lines.AccessTo(page.Head.Line, userId, cancellation) is not null
            ? new(new(page.Head, page.ReadCount(userId)), page)
            : null;
    }

    public async Task<int?> FirstSince(ConversationId id, DateTimeOffset moment, CancellationToken cancellation) =>
        await queries.FirstSince(asker.Asking(Scopes.Read), id, moment, cancellation);

    public async Task<TakenDraft> Send(Composed text, CancellationToken cancellation)
    {
        var userId = asker.Asking(Scopes.Send);
        var (line, contact) = await asker.Pair(userId, text.From, text.To, cancellation);
        var id = ids.For(line, contact);
        if (text.ConversationId is { } expected && expected != id)
        {
            throw new RefusedException(Refusals.ConversationMismatch, "This conversation is between other numbers.");
        }

        var draft = new Draft(
            text.MessageId, line, contact, StorableText.Of(text.Body), MediaRules.Check(text.MediaUrls), userId, WholeSeconds(text.SendAt),
            text.Hold, text.CancelOnReply);
        return await grains.Conversation(id).Send(draft, cancellation);
    }

    public Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation) =>
        OfOwn(messageId, (conversation, stop) => conversation.SendAgain(messageId, stop), cancellation);

    public Task<Message?> Withdraw(Guid messageId, CancellationToken cancellation) =>
        OfOwn(messageId, (conversation, stop) => conversation.Withdraw(messageId, stop), cancellation);

    public Task<Message?> Reschedule(Guid messageId, Rescheduling wanted, CancellationToken cancellation)
    {
        var kept = wanted with { Body = wanted.Body is null ? null : StorableText.Of(wanted.Body), SendAt = WholeSeconds(wanted.SendAt) };
        return OfOwn(messageId, (conversation, stop) => conversation.Reschedule(messageId, kept, stop), cancellation);
    }

    public async Task<ScheduledPage> Scheduled(ScheduledQuery query, CancellationToken cancellation) =>
        await queries.Scheduled(asker.Asking(Scopes.Read), query with { Limit = Math.Clamp(query.Limit, 1, MostPerPage) }, cancellation);

    public async Task<ConversationId> Find(string line, string typedNumber, CancellationToken cancellation)
    {
        var pair = await asker.Pair(asker.Asking(Scopes.Read), line, typedNumber, cancellation);
        return ids.For(pair.Line, pair.Contact);
    }

    public async Task<bool> MarkRead(ConversationId id, int inboundCount, CancellationToken cancellation) =>
        await queries.Row(asker.Asking(Scopes.Read), id, cancellation) is not null && await grains.Conversation(id).MarkRead(inboundCount, cancellation);

    public async Task<bool> MarkUnread(ConversationId id, CancellationToken cancellation) =>
        await queries.Row(asker.Asking(Scopes.Read), id, cancellation) is not null && await grains.Conversation(id).MarkUnread(cancellation);

    public Task<bool> SetState(ConversationId id, ConversationState state, CancellationToken cancellation) =>
        On(id, conversation => conversation.SetState(state, cancellation), cancellation);

    public Task<bool> Snooze(ConversationId id, DateTimeOffset? until, CancellationToken cancellation) =>
        On(id, conversation => conversation.Snooze(WholeSeconds(until), cancellation), cancellation);

    public Task<bool> Assign(ConversationId id, Guid? memberId, CancellationToken cancellation) =>
        On(id, conversation => conversation.Assign(memberId, cancellation), cancellation);

    public Task<bool> Tag(ConversationId id, string tag, bool set, CancellationToken cancellation) =>
        On(id, conversation => conversation.Tag(tag, set, cancellation), cancellation);

    public async Task<ImmutableArray<string>> Tags(CancellationToken cancellation) => await queries.Tags(asker.Asking(Scopes.Read), cancellation);

    public async Task<Aside?> AddNote(ConversationId id, NoteDraft note, CancellationToken cancellation) =>
        await queries.Row(asker.Asking(Scopes.Send), id, cancellation) is not null ? await grains.Conversation(id).AddNote(note, cancellation) : null;

    /// <summary>What changes a conversation that the member sees.</summary>
    private async Task<bool> On(ConversationId id, Func<IConversationGrain, Task<bool>> change, CancellationToken cancellation) =>
        await queries.Row(asker.Asking(Scopes.Send), id, cancellation) is not null && await change(grains.Conversation(id));

    /// <summary>About a message of ours, wherever it is; null: there is none for this member.</summary>
    private async Task<Message?> OfOwn(Guid messageId, Func<IConversationGrain, CancellationToken, Task<Message?>> ask, CancellationToken cancellation)
    {
        var userId = asker.Asking(Scopes.Send);
        return await messages.FindOutbound(messageId, cancellation) is { } message && await lines.AccessTo(message.From, userId, cancellation) is not null
            ? await ask(grains.Conversation(message.ConversationId), cancellation)
            : null;
    }

    /// <summary>Whole seconds: the same on the wire, in memory and in the store.</summary>
    private static DateTimeOffset? WholeSeconds(DateTimeOffset? sendAt) => sendAt is { } asked
        ? new DateTimeOffset(asked.UtcTicks - (asked.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
        : null;
}
