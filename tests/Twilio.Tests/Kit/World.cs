using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>What stands behind the webhooks, with everything they asked of it.</summary>
internal sealed class World : IConversationIds, ILineDirectory, IMessageDirectory, IWebhookTray
{
    public ConcurrentQueue<(Guid Conversation, InboundSms Sms)> Received { get; } = new();

    public ConcurrentQueue<(Guid Conversation, DeliveryReport Report)> Reported { get; } = new();

    public ConcurrentQueue<string> KnownLines { get; } = new();

    public ConcurrentQueue<TrayEntry> Tray { get; } = new();

    /// <summary>Messages that exist, by conversation and id.</summary>
    public HashSet<(Guid, Guid)> Messages { get; } = [];

    public Dictionary<string, MessagePlace> BySid { get; } = [];

    /// <summary>What every call of a conversation meets, when something is broken.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What the tray meets.</summary>
    public Exception? TrayFault { get; set; }

    public ConversationId For(string line, string contact) => line == Some.Line && contact == Some.Contact ? Some.Conversation : new(Guid.AllBitsSet);

    public Guid MessageFor(Guid member, string idempotencyKey) => throw new NotSupportedException();

    public Task<ImmutableArray<Line>> LinesOf(Guid userId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> IsMember(Guid userId, string line, CancellationToken cancellation) => throw new NotSupportedException();

    public Task Know(string line, CancellationToken cancellation)
    {
        KnownLines.Enqueue(line);
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

    public Task<ImmutableArray<TrayEntry>> Newest(int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public IConversationGrain Conversation(Guid id) => new Grain(this, id);

    private sealed class Grain(World world, Guid id) : IConversationGrain
    {
        public Task Receive(InboundSms sms, CancellationToken cancellation)
        {
            if (world.Fault is { } fault)
            {
                return Task.FromException(fault);
            }

            world.Received.Enqueue((id, sms));
            return Task.CompletedTask;
        }

        public Task<bool> Report(DeliveryReport report, CancellationToken cancellation)
        {
            if (world.Fault is { } fault)
            {
                return Task.FromException<bool>(fault);
            }

            var isHere = world.Messages.Contains((id, report.MessageId));
            if (isHere)
            {
                world.Reported.Enqueue((id, report));
            }

            return Task.FromResult(isHere);
        }

        public Task<TakenDraft> Send(Draft draft, CancellationToken cancellation) => throw new NotSupportedException();

        public Task MarkRead(Guid userId, int inboundCount, CancellationToken cancellation) => throw new NotSupportedException();

        public Task SetState(ConversationState state, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ThreadPage?> Page(int? before, int limit, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
