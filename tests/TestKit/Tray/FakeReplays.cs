using System.Collections.Concurrent;
using OrleansSms.Tray;

namespace OrleansSms.TestKit.Tray;

/// <summary>Replays nothing, and notes what it was asked for.</summary>
public sealed class FakeReplays : IWebhookReplay
{
    public ConcurrentQueue<DateTimeOffset> OfCallsSince { get; } = new();

    public Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ReplayCalls(DateTimeOffset since, CancellationToken cancellation)
    {
        OfCallsSince.Enqueue(since);
        return Task.CompletedTask;
    }
}
