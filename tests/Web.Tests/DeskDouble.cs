using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;

namespace OrleansSms.Web.Tests;

/// <summary>A desk with one conversation in memory.</summary>
internal sealed class DeskDouble : IDesk
{
    public List<Message> Messages { get; } = [];

    public List<Aside> Asides { get; } = [];

    public ConversationHead Head { get; set; } = Some.Head();

    public int ReadCount { get; set; }

    public List<int> MarkedRead { get; } = [];

    public List<Composed> Sent { get; } = [];

    public Func<Composed, Exception?> Refuses { get; set; } = _ => null;

    public ImmutableArray<Line> Mine { get; set; } = [new(Some.Line, "Main")];

    public Task<ImmutableArray<Line>> Lines(CancellationToken cancellation) => Task.FromResult(Mine);

    public Task<LineBacklog?> Queue(string line, CancellationToken cancellation) => Task.FromResult<LineBacklog?>(null);

    public Task<InboxPage> Inbox(InboxQuery query, CancellationToken cancellation) => Task.FromResult(new InboxPage([new(Head, ReadCount)], null));

    public Task<int> UnreadConversations(CancellationToken cancellation) => Task.FromResult(0);

    public Task<InboxRow?> Row(ConversationId id, CancellationToken cancellation) =>
        Task.FromResult(id == Head.Id ? new InboxRow(Head, ReadCount) : null);

    public Task<OpenThread?> Thread(ConversationId id, int? before, int limit, CancellationToken cancellation)
    {
        var page = Messages.Concat<IEntry>(Asides).OrderBy(entry => entry.Number).Where(entry => before is null || entry.Number < before).TakeLast(limit).ToImmutableArray();
        return Task.FromResult(id != Head.Id ? null : new OpenThread(
            new(Head, ReadCount), new(Head, page, page is [{ Number: > 1 } first, ..] ? first.Number : null)));
    }

    public Task<int?> FirstSince(ConversationId id, DateTimeOffset moment, CancellationToken cancellation) => Task.FromResult(
        Messages.Where(message => id == Head.Id && message.DateCreated >= moment).Select(message => (int?)message.Number).FirstOrDefault());

    public Task<TakenDraft> Send(Composed text, CancellationToken cancellation)
    {
        Sent.Add(text);
        return Refuses(text) is { } refusal
            ? Task.FromException<TakenDraft>(refusal)
            : Task.FromResult(new TakenDraft(Some.Out(1, body: text.Body) with { Id = text.MessageId }, true));
    }

    public List<Guid> SentAgain { get; } = [];

    public Func<Guid, Task<Message?>> SendsAgain { get; set; } = _ => Task.FromResult<Message?>(Some.Out(1, status: DeliveryStatus.Queued));

    public Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation)
    {
        SentAgain.Add(messageId);
        return SendsAgain(messageId);
    }

    public List<Guid> Withdrawn { get; } = [];

    public List<(Guid Id, Rescheduling Wanted)> Rescheduled { get; } = [];

    public Func<Guid, Task<Message?>> Withdraws { get; set; } = _ => Task.FromResult<Message?>(Some.Out(1, status: DeliveryStatus.Canceled));

    public Func<ScheduledQuery, ScheduledPage> OnSchedule { get; set; } = _ => new([], null);

    public Task<Message?> Withdraw(Guid messageId, CancellationToken cancellation)
    {
        Withdrawn.Add(messageId);
        return Withdraws(messageId);
    }

    public Task<Message?> Reschedule(Guid messageId, Rescheduling wanted, CancellationToken cancellation)
    {
        Rescheduled.Add((messageId, wanted));
        return Task.FromResult<Message?>(Some.Out(1, status: DeliveryStatus.Scheduled));
    }

    public Task<ScheduledPage> Scheduled(ScheduledQuery query, CancellationToken cancellation) => Task.FromResult(OnSchedule(query));

    public Task<ConversationId> Find(string line, string typedNumber, CancellationToken cancellation) => Task.FromResult(Head.Id);

    public Task<bool> MarkRead(ConversationId id, int inboundCount, CancellationToken cancellation)
    {
        MarkedRead.Add(inboundCount);
        return Task.FromResult(true);
    }

    /// <summary>What was done beside sending and reading, in words.</summary>
    public List<string> Done { get; } = [];

    public Task<bool> MarkUnread(ConversationId id, CancellationToken cancellation) => Note("unread");

    public Task<bool> SetState(ConversationId id, ConversationState state, CancellationToken cancellation) => Note($"{Word.Of(state)}");

    public Task<bool> Snooze(ConversationId id, DateTimeOffset? until, CancellationToken cancellation) => Note($"snoozed until {until:u}");

    public Task<bool> Assign(ConversationId id, Guid? memberId, CancellationToken cancellation) => Note($"assigned to {memberId?.ToString() ?? "nobody"}");

    public Task<bool> Tag(ConversationId id, string tag, bool set, CancellationToken cancellation) => Note($"{(set ? "tagged" : "untagged")} {tag}");

    public ImmutableArray<string> KnownTags { get; set; } = [];

    public Task<ImmutableArray<string>> Tags(CancellationToken cancellation) => Task.FromResult(KnownTags);

    public List<NoteDraft> Notes { get; } = [];

    public Task<Aside?> AddNote(ConversationId id, NoteDraft note, CancellationToken cancellation)
    {
        Notes.Add(note);
        return Task.FromResult<Aside?>(new(note.Id, id, Head.LastNumber + 1, AsideKind.Note, Guid.NewGuid(), note.Body, note.Mentions, null, null, Head.LastActivityAt));
    }

    private Task<bool> Note(string done)
    {
        Done.Add(done);
        return Task.FromResult(true);
    }
}
