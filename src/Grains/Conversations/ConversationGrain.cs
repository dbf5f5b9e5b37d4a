using Microsoft.Extensions.Logging;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Live;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Conversations;

/// <summary>The turn: decide, commit, apply, announce. Nothing in memory moves before the store accepted.</summary>
[GrainType("conversation"), CollectionAgeLimit(Minutes = 10)]
internal sealed partial class ConversationGrain(
    IConversationStore store,
    IMessageDirectory directory,
    Announcer announcer,
    TimeProvider time,
    ILogger<ConversationGrain> logger) : Grain, IConversationGrain
{
    private Conversation _conversation = null!;

    private ConversationId Id => new(this.GetPrimaryKey());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Load(cancellationToken);

    public Task Receive(InboundSms sms, CancellationToken cancellation) =>
        Decide(conversation => conversation.Receive(sms, time.Now()), cancellation);

    public async Task<TakenDraft> Send(Draft draft, CancellationToken cancellation)
    {
        if (await TakenBefore(draft, cancellation) is { } known)
        {
            return await Taken(known, draft);
        }

        var change = await Decide(conversation => conversation.Queue(draft, time.Now()), cancellation);
        if (change?.Message is { } message)
        {
            await WakeLine(draft);
            return new(message, Created: true);
        }

        // The id is stored already, in this conversation's past or in another one.
        var stored = await directory.FindOutbound(draft.MessageId, cancellation);
        return await Taken(stored ?? throw new InvalidOperationException($"Message {draft.MessageId} was refused as known but cannot be found."), draft);
    }

    public async Task<bool> Report(DeliveryReport report, CancellationToken cancellation)
    {
        var message = _conversation.Recent(report.MessageId) ?? await store.Find(Id, report.MessageId, cancellation);
        if (message is null)
        {
            return false;
        }

        var attempt = 0;
        await Decide(async conversation =>
        {
            // A second round means that another activation wrote: its message is the one to fold into.
            var current = attempt++ == 0 ? message : await store.Find(Id, report.MessageId, cancellation);
            return conversation.Report(current ?? message, report, time.Now());
        }, cancellation);
        return true;
    }

    public Task MarkRead(Guid userId, int inboundCount, CancellationToken cancellation) =>
        Decide(conversation => conversation.MarkRead(userId, inboundCount), cancellation);

    public Task SetState(ConversationState state, CancellationToken cancellation) =>
        Decide(conversation => conversation.SetState(state), cancellation);

    public async Task<ThreadPage?> Page(int? before, int limit, CancellationToken cancellation)
    {
        if (_conversation.Head is not { } head)
        {
            return null;
        }

        return ThreadPages.FromMemory(head, _conversation.Newest, before, limit)
            ?? ThreadPages.Of(head, await store.Page(Id, Math.Min(before ?? int.MaxValue, head.LastNumber + 1), limit, cancellation));
    }

    private Task<ConversationChange?> Decide(Func<Conversation, ConversationChange?> decide, CancellationToken cancellation) =>
        Decide(conversation => ValueTask.FromResult(decide(conversation)), cancellation);

    private async Task<ConversationChange?> Decide(Func<Conversation, ValueTask<ConversationChange?>> decide, CancellationToken cancellation)
    {
        try
        {
            return await Commit(await decide(_conversation));
        }
        catch (InconsistentStateException conflict)
        {
            // Another activation wrote first (silos can disagree for a moment). Its truth is in the store: decide again on that, once.
            LogLostRace(logger, conflict, Id);
            await Load(cancellation);
            return await Commit(await decide(_conversation));
        }
    }

    private async Task<ConversationChange?> Commit(ConversationChange? change)
    {
        if (change is null)
        {
            return null;
        }

        try
        {
            // Not cancellable: a commit that is under way is finished, whoever stopped waiting for it.
            if (!await store.Commit(change, CancellationToken.None))
            {
                return await CommitKnown(change);
            }
        }
        catch (Exception fault) when (fault is not InconsistentStateException)
        {
            // Whether it was written is not known. The next activation asks the store.
            DeactivateOnIdle();
            throw;
        }

        var stops = change.Head.StoppedThrough > (_conversation.Head?.StoppedThrough ?? 0);
        _conversation.Apply(change);
        announcer.Announce(change);
        if (stops)
        {
            // For now rather than for its turn: what waits here is not posted any more, whoever tells the line or not.
            await Line(change.Head.Line).Stop(Id);
        }

        return change;
    }

    /// <summary>The store has this SID or draft already: nothing was written, and what is in memory may be behind.</summary>
    private async Task<ConversationChange?> CommitKnown(ConversationChange change)
    {
        if (change is { Message: { Direction: Direction.Outbound, MessageSid: not null } message, Outbox: not OutboxStep.Enter })
        {
            // A report whose SID belongs to another message: the report counts, the name does not.
            LogForeignSid(logger, message.Id, message.MessageSid);
            return await Commit(change with { Message = message with { MessageSid = null } });
        }

        await Load(CancellationToken.None);
        return null;
    }

    private async Task Load(CancellationToken cancellation)
    {
        var conversation = new Conversation(Id);
        if (await store.Load(Id, Conversation.Kept, cancellation) is { } stored)
        {
            conversation.Restore(stored.Head, stored.Newest);
        }

        _conversation = conversation;
    }

    /// <summary>Memory knows the newest. After an opt-out every other draft is refused, so there the store is asked first.</summary>
    private async ValueTask<Message?> TakenBefore(Draft draft, CancellationToken cancellation) => _conversation.Recent(draft.MessageId)
        ?? (_conversation.Head is { OptedOut: true } ? await directory.FindOutbound(draft.MessageId, cancellation) : null);

    private async Task<TakenDraft> Taken(Message message, Draft draft)
    {
        if (!DraftRules.IsSame(message, draft))
        {
            throw new RefusedException(Refusals.IdempotencyKeyReused, "This key was used before, for another message.");
        }

        if (Delivery.IsInOutbox(message.Status))
        {
            // The call that took it may have failed before it came to wake the line.
            await WakeLine(draft);
        }

        return new(message, Created: false);
    }

    private Task WakeLine(Draft draft) => Line(draft.Line).Wake();

    private ILineGrain Line(string number) => GrainFactory.GetGrain<ILineGrain>(LineKey.For(number));

    [LoggerMessage(Level = LogLevel.Error, Message = "A report names message {MessageId} {Sid}, which is the name of another message.")]
    private static partial void LogForeignSid(ILogger logger, Guid messageId, string sid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Id} lost a race to another activation and decides again.")]
    private static partial void LogLostRace(ILogger logger, Exception conflict, ConversationId id);
}
