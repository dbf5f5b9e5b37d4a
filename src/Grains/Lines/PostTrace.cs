using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Live;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// A text on its way to the carrier is a trace of its own, which may begin hours after it was written. It is linked to the one that wrote
/// it, as far as this host heard of that since it started.
/// </summary>
internal sealed class PostTrace : IDisposable
{
    private const int Most = 10_000;

    private static readonly ActivitySource Source = new("OrleansSms.Lines");

    private readonly ConcurrentDictionary<Guid, ActivityContext> _causes = [];
    private readonly ConcurrentQueue<Guid> _oldest = [];
    private readonly IDisposable _following;

    public PostTrace(IChangeFeed feed) => _following = feed.Subscribe(Hear);

    /// <summary>Whoever woke the line has nothing to do with what it posts.</summary>
    public static Activity? Begin(OutboxItem item)
    {
        Activity.Current = null;
        return Source.StartActivity("post message", ActivityKind.Producer)?
            .SetTag("sms.message", item.MessageId)
            .SetTag("sms.conversation", item.ConversationId.Value)
            .SetTag("sms.attempt", item.Attempt);
    }

    /// <summary>At the end, as the news of a text may be slower than its sender.</summary>
    public void Link(Activity? posting, Guid messageId)
    {
        if (posting is not null && _causes.TryGetValue(messageId, out var cause))
        {
            posting.AddLink(new(cause));
        }
    }

    public void Dispose() => _following.Dispose();

    private void Hear(ConversationChange? change)
    {
        if (change is not { Outbox: OutboxStep.Enter or OutboxStep.Again, Message.Id: var message } || Activity.Current is not { Recorded: true } cause)
        {
            return;
        }

        if (!_causes.ContainsKey(message))
        {
            _oldest.Enqueue(message);
        }

        _causes[message] = cause.Context;

        while (_causes.Count > Most && _oldest.TryDequeue(out var oldest))
        {
            _causes.TryRemove(oldest, out _);
        }
    }
}
