using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Grains.Live;

/// <summary>
/// This host's feed. Batches of a publisher carry a running number: one that is missing, also at the end (a heartbeat
/// tells the last), means that changes were lost, and every subscriber is told to load again.
/// </summary>
internal sealed class ChangeFeed : IChangeFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, long> _lastSequence = [];
    private ImmutableArray<Action<ConversationChange?>> _handlers = [];

    public IDisposable Subscribe(Action<ConversationChange?> handler)
    {
        ImmutableInterlocked.Update(ref _handlers, static (handlers, added) => handlers.Add(added), handler);
        return new Subscription(() => ImmutableInterlocked.Update(ref _handlers, static (handlers, gone) => handlers.Remove(gone), handler));
    }

    public void Receive(FeedBatch batch)
    {
        lock (_gate)
        {
            if (IsGap(batch))
            {
                Tell(null);
            }

            _lastSequence[batch.Publisher] = batch.Sequence;
            for (var i = 0; i < batch.Changes.Length; i++)
            {
                using var arrival = FeedTrace.Arrival(batch.Changes[i], batch.TraceOf(i));
                Tell(batch.Changes[i]);
            }
        }
    }

    /// <summary>Something may have been lost that no number tells of.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            Tell(null);
        }
    }

    private bool IsGap(FeedBatch batch)
    {
        if (!_lastSequence.TryGetValue(batch.Publisher, out var last))
        {
            // A new publisher may have committed before it knew of us, or we of it.
            return true;
        }

        var isGap = batch.Sequence != (batch.Changes.IsEmpty ? last : last + 1);
        if (isGap)
        {
            FeedMeasures.Hole();
        }

        return isGap;
    }

    private void Tell(ConversationChange? change)
    {
        foreach (var handler in _handlers)
        {
            handler(change);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
