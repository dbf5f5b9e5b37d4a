namespace OrleansSms.Grains.Tests.Stories;

/// <summary>One thread of control, as an activation has: what was awaited goes on when the story lets it, in order.</summary>
internal sealed class StoryLoop : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
        {
            _ready.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void RunReady()
    {
        while (Next() is { } next)
        {
            next.Callback(next.State);
        }
    }

    private (SendOrPostCallback Callback, object? State)? Next()
    {
        lock (_ready)
        {
            return _ready.TryDequeue(out var next) ? next : null;
        }
    }
}
