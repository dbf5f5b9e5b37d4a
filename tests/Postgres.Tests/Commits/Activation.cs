using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Grains;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Postgres.Tests.Commits;

/// <summary>One activation of a conversation: a queue of turns and the one thread of control that a grain has.</summary>
internal sealed class Activation
{
    private readonly TaskFactory _control = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
    private readonly TurnQueue _turns;

    public Activation(ConversationId id, IConversationStore store) => _turns = new(id, store, Announced.Add, NullLogger.Instance);

    public List<ConversationChange> Announced { get; } = [];

    public Task<ConversationChange?> Receive(string sid) => _control.StartNew(() => _turns.Take(new(
        conversation => conversation.Receive(new(sid, "+447700900001", "+447700900226", "hello", 1, [], null), TimeProvider.System.Now()))
    {
        MayOpen = true,
    })).Unwrap();
}
