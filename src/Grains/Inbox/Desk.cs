using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Inbox;

/// <summary>The edge of everything a member does: membership is checked here, then the grains decide.</summary>
internal sealed class Desk(
    ICallers callers,
    IGrainFactory grains,
    ILineDirectory lines,
    ILineQueues queues,
    IInboxQueries queries,
    IMessageDirectory messages,
    IConversationIds ids) : IDesk
{
    private const int MostPerPage = 200;

    private Guid UserId => callers.Current.UserId;

    public Task<ImmutableArray<Line>> Lines(CancellationToken cancellation) => lines.LinesOf(UserId, cancellation);

    public async Task<LineBacklog?> Queue(string line, CancellationToken cancellation) =>
        await lines.IsMember(UserId, line, cancellation) ? await queues.Of(line) : null;

    public Task<InboxPage> Inbox(InboxQuery query, CancellationToken cancellation) =>
        queries.Page(UserId, query with { Limit = Math.Clamp(query.Limit, 1, MostPerPage) }, cancellation);

    public Task<int> UnreadConversations(CancellationToken cancellation) => queries.UnreadConversations(UserId, cancellation);

    public Task<InboxRow?> Row(ConversationId id, CancellationToken cancellation) => queries.Row(UserId, id, cancellation);

    public async Task<OpenThread?> Thread(ConversationId id, int? before, int limit, CancellationToken cancellation)
    {
        var page = await grains.Conversation(id).Page(before, Math.Clamp(limit, 1, MostPerPage), cancellation);
        return page is not null && await lines.IsMember(UserId, page.Head.Line, cancellation)
            ? new(new(page.Head, page.ReadCount(UserId)), page)
            : null;
    }

    public async Task<TakenDraft> Send(Composed text, CancellationToken cancellation)
    {
        var (line, contact) = await Pair(text.From, text.To, cancellation);
        var id = ids.For(line, contact);
        if (text.ConversationId is { } expected && expected != id)
        {
            throw new RefusedException(Refusals.ConversationMismatch, "This conversation is between other numbers.");
        }

        var draft = new Draft(
            text.MessageId, line, contact, StorableText.Of(text.Body), MediaRules.Check(text.MediaUrls), UserId, WholeSeconds(text.SendAt));
        return await grains.Conversation(id).Send(draft, cancellation);
    }

    public async Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation) =>
        await messages.FindOutbound(messageId, cancellation) is { } message && await lines.IsMember(UserId, message.From, cancellation)
            ? await grains.Conversation(message.ConversationId).SendAgain(messageId, cancellation)
            : null;

    public async Task<ConversationId> Find(string line, string typedNumber, CancellationToken cancellation)
    {
        var pair = await Pair(line, typedNumber, cancellation);
        return ids.For(pair.Line, pair.Contact);
    }

    public async Task<bool> MarkRead(ConversationId id, int inboundCount, CancellationToken cancellation)
    {
        if (await queries.Row(UserId, id, cancellation) is null)
        {
            return false;
        }

        await grains.Conversation(id).MarkRead(UserId, inboundCount, cancellation);
        return true;
    }

    public async Task<bool> SetState(ConversationId id, ConversationState state, CancellationToken cancellation)
    {
        if (await queries.Row(UserId, id, cancellation) is null)
        {
            return false;
        }

        await grains.Conversation(id).SetState(state, cancellation);
        return true;
    }

    private async Task<(string Line, string Contact)> Pair(string from, string to, CancellationToken cancellation)
    {
        var line = PhoneNumber.Parse(from);
        if (line is null || !await lines.IsMember(UserId, line, cancellation))
        {
            throw new RefusedException(Refusals.UnknownLine, "The sender is not one of your numbers.");
        }

        var contact = PhoneNumber.Parse(to, PhoneNumber.Region(line))
            ?? throw new RefusedException(Refusals.InvalidNumber, "The recipient is not a valid phone number. Use the full number with the country code, like +44 7700 900123.");
        return (line, contact);
    }

    /// <summary>Whole seconds: the same on the wire, in memory and in the store.</summary>
    private static DateTimeOffset? WholeSeconds(DateTimeOffset? sendAt) => sendAt is { } asked
        ? new DateTimeOffset(asked.UtcTicks - (asked.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
        : null;
}
