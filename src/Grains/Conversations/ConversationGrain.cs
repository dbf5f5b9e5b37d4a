using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Live;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Conversations;

/// <summary>Each method is a choice of rule; the queue of turns does the rest.</summary>
/// <remarks>Reentrant: only the queue moves anything, one set of turns after the other, and a reader sees what was last committed.</remarks>
[GrainType(ConversationGrains.GrainName), CollectionAgeLimit(Minutes = 10), Reentrant]
internal sealed class ConversationGrain : Grain, IConversationGrain
{
    private readonly IConversationStore _store;
    private readonly IMessageDirectory _directory;
    private readonly LineBell _bell;
    private readonly DoubleAlarm _doubles;
    private readonly TimeProvider _time;
    private readonly Announcer _announcer;
    private readonly IdlePages _pages;
    private readonly TurnQueue _turns;
    private int _stoppedThrough;

    public ConversationGrain(
        IGrainContext context, IConversationStore store, IMessageDirectory directory, LineBell bell, DoubleAlarm doubles, Announcer announcer,
        IdlePages pages, TimeProvider time, ILogger<ConversationGrain> logger)
        : base(context)
    {
        _store = store;
        _directory = directory;
        _bell = bell;
        _doubles = doubles;
        _time = time;
        _announcer = announcer;
        _pages = pages;
        _turns = new(Id, store, Announce, logger);
    }

    private ConversationId Id => new(this.GetPrimaryKey());

    public Task Receive(InboundSms sms, CancellationToken cancellation) =>
        // What comes late is weighed against what came since.
        _turns.Take(new(conversation => conversation.Receive(sms, _time.Now())) { MayOpen = sms.CarrierDate is null, OnPage = sms.CarrierDate is not null });

    public async Task<TakenDraft> Send(Draft draft, CancellationToken cancellation)
    {
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

    public async Task<bool> Report(DeliveryReport report, CancellationToken cancellation)
    {
        var found = false;
        var change = await _turns.Take(new(conversation =>
        {
            var message = conversation.Recent(report.MessageId);
            found = message is not null;
            return message is null ? null : conversation.Report(message, report, _time.Now());
        })
        {
            About = report.MessageId,
        });
        await _doubles.Notice(report, change?.Message);
        return found;
    }

    public Task Bill(int number, decimal price, string? priceUnit, CancellationToken cancellation) =>
        _turns.Take(new(conversation => conversation.Entry(number) is { } entry ? conversation.Bill(entry, price, priceUnit, _time.Now()) : null)
        {
            AboutNumber = number,
        });

    public async Task<Message?> SendAgain(Guid messageId, CancellationToken cancellation)
    {
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

    public Task MarkRead(Guid userId, int inboundCount, CancellationToken cancellation) =>
        _turns.Take(new(conversation => conversation.MarkRead(userId, inboundCount)));

    public Task SetState(ConversationState state, CancellationToken cancellation) =>
        _turns.Take(new(conversation => conversation.SetState(state)));

    public async Task<ThreadPage?> Page(int? before, int limit, CancellationToken cancellation)
    {
        if (await Open(cancellation) is not { Head: { } head } conversation)
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

    private void Announce(ConversationChange change)
    {
        _announcer.Announce(change);
        _pages.Used(_turns);
        if (change.Head.StoppedThrough > _stoppedThrough)
        {
            // For now rather than for its turn: what waits here is not posted any more, whoever tells the line or not.
            _stoppedThrough = change.Head.StoppedThrough;
            _bell.Stop(change.Head.Line, Id);
        }
    }
}
