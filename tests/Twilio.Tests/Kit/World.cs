using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>What stands behind the webhooks, with everything they asked of it.</summary>
internal sealed class World : IConversationIds, ILineDirectory, IMessageDirectory, IWebhookTray, IOrphans, IDoorBook
{
    public ConcurrentQueue<(Guid Conversation, InboundSms Sms)> Received { get; } = new();

    public ConcurrentQueue<(Guid Conversation, DeliveryReport Report)> Reported { get; } = new();

    public ConcurrentQueue<string> KnownLines { get; } = new();

    /// <summary>Through which account each of them was to send, if it was new.</summary>
    public ConcurrentQueue<string?> KnownAccounts { get; } = new();

    public ConcurrentQueue<TrayEntry> Tray { get; } = new();

    public ConcurrentQueue<OrphanReport> Orphans { get; } = new();

    /// <summary>What was written in the book, the newest last.</summary>
    public ConcurrentQueue<(ImmutableArray<DoorHour> Hours, DoorStreak Streak)> Book { get; } = new();

    /// <summary>Streaks of all processes, as the book tells them.</summary>
    public ImmutableArray<DoorStreak> Streaks { get; set; } = [];

    /// <summary>Every call of a conversation waits for this.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    /// <summary>Conversations that are at work.</summary>
    public SemaphoreSlim AtWork { get; } = new(0);

    /// <summary>Messages that exist, by conversation and id.</summary>
    public HashSet<(Guid, Guid)> Messages { get; } = [];

    public Dictionary<string, MessagePlace> BySid { get; } = [];

    /// <summary>What every call of a conversation meets, when something is broken.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What the tray meets.</summary>
    public Exception? TrayFault { get; set; }

    /// <summary>What the book of the doors meets.</summary>
    public Exception? BookFault { get; set; }

    public ConversationId For(string line, string contact) => line == Some.Line && contact == Some.Contact ? Some.Conversation : new(Guid.AllBitsSet);

    public Guid MessageFor(Guid member, string idempotencyKey) => throw new NotSupportedException();

    public Guid CallFor(Guid member, string idempotencyKey) => throw new NotSupportedException();

    public Task<ImmutableArray<Line>> LinesOf(Guid userId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<LineAccess?> AccessTo(string line, Guid userId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task Know(string line, string? accountSid, CancellationToken cancellation)
    {
        KnownLines.Enqueue(line);
        KnownAccounts.Enqueue(accountSid);
        return Task.CompletedTask;
    }

    public Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation) => Task.FromResult(BySid.GetValueOrDefault(messageSid));

    public Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task Keep(TrayEntry entry, CancellationToken cancellation)
    {
        if (TrayFault is { } fault)
        {
            return Task.FromException(fault);
        }

        Tray.Enqueue(entry);
        return Task.CompletedTask;
    }

    public Task<TrayEntry?> Find(Guid id, CancellationToken cancellation) => Task.FromResult(Tray.SingleOrDefault(entry => entry.Id == id));

    public Task<TrayList> List(TrayQuery query, CancellationToken cancellation)
    {
        var open = Tray.Where(entry => entry.State == query.State && entry.Kind == query.Kind && entry.Reason == query.Reason).OrderBy(entry => (entry.ReceivedAt, entry.Id));
        var rows = (query.OldestFirst ? open : open.Reverse())
            .SkipWhile(entry => query.After is { } after && Math.Sign((entry.ReceivedAt, entry.Id).CompareTo((after.ReceivedAt, after.Id))) != (query.OldestFirst ? 1 : -1))
            .Take(query.Limit + 1).ToImmutableArray();
        return Task.FromResult(rows.Length <= query.Limit
            ? new TrayList(rows, null)
            : new(rows[..query.Limit], new(rows[query.Limit - 1].ReceivedAt, rows[query.Limit - 1].Id)));
    }

    public Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation) => Task.FromResult(Tray
        .Where(entry => entry.State == TrayState.Open).GroupBy(entry => (entry.Kind, entry.Reason))
        .Select(group => new TrayReason(group.Key.Kind, group.Key.Reason, group.Count())).ToImmutableArray());

    public Task<bool> Settle(Guid id, TrayState from, TrayState to, string? outcome, DateTimeOffset now, CancellationToken cancellation) =>
        Task.FromResult(Change(id, from, entry => entry with { State = to, Outcome = outcome, SettledAt = now }));

    public Task Tried(Guid id, string outcome, DateTimeOffset now, CancellationToken cancellation) =>
        Task.FromResult(Change(id, TrayState.Open, entry => entry with { Outcome = outcome, TriedAt = now }));

    public Task<int> Forget(DateTimeOffset settledBefore, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task Keep(OrphanReport orphan, CancellationToken cancellation)
    {
        Orphans.Enqueue(orphan);
        return Task.CompletedTask;
    }

    public Task Write(Guid source, ImmutableArray<DoorHour> hours, DoorStreak streak, CancellationToken cancellation)
    {
        if (BookFault is { } fault)
        {
            return Task.FromException(fault);
        }

        Book.Enqueue((hours, streak));
        Streaks = [streak];
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation) => throw new NotSupportedException();

    Task<ImmutableArray<DoorStreak>> IDoorBook.Streaks(CancellationToken cancellation) => Task.FromResult(Streaks);

    public Task Prune(DateTimeOffset before, CancellationToken cancellation) => Task.CompletedTask;

    public IConversationGrain Conversation(Guid id) => new Grain(this, id);

    private bool Change(Guid id, TrayState from, Func<TrayEntry, TrayEntry> change)
    {
        lock (Tray)
        {
            var entries = Tray.ToList();
            var place = entries.FindIndex(entry => entry.Id == id && entry.State == from);
            if (place < 0)
            {
                return false;
            }

            entries[place] = change(entries[place]);
            Tray.Clear();
            entries.ForEach(Tray.Enqueue);
            return true;
        }
    }

    private sealed class Grain(World world, Guid id) : IConversationGrain
    {
        public async Task Receive(InboundSms sms, CancellationToken cancellation)
        {
            world.AtWork.Release();
            await world.Delay;
            if (world.Fault is { } fault)
            {
                throw fault;
            }

            world.Received.Enqueue((id, sms));
        }

        public async Task<bool> Report(DeliveryReport report, CancellationToken cancellation)
        {
            world.AtWork.Release();
            await world.Delay;
            if (world.Fault is { } fault)
            {
                throw fault;
            }

            var isHere = world.Messages.Contains((id, report.MessageId));
            if (isHere)
            {
                world.Reported.Enqueue((id, report));
            }

            return isHere;
        }

        public Task<TakenDraft> Send(Draft draft, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Bill(int number, decimal price, string? priceUnit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<int> DeleteTexts(ImmutableArray<int> numbers, DateTimeOffset before, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> MarkRead(int inboundCount, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Message?> Withdraw(Guid messageId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Message?> Reschedule(Guid messageId, Rescheduling wanted, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> MarkUnread(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> SetState(ConversationState state, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> Snooze(DateTimeOffset? until, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Wake(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> Assign(Guid? memberId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Aside?> AddNote(NoteDraft note, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> Tag(string tag, bool set, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ThreadPage?> Page(int? before, int limit, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
