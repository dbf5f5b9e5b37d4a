using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>Waits between tries are over at once and remembered; the time limit of a POST passes only when the test says so.</summary>
internal sealed class ImpatientTime : FakeTimeProvider
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Done when somebody waits between tries.</summary>
    public TaskCompletionSource Waiting { get; } = new();

    public bool StandsStill { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Limit || dueTime == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Waits.Enqueue(dueTime);
        var timer = base.CreateTimer(callback, state, StandsStill ? dueTime : TimeSpan.Zero, period);
        Waiting.TrySetResult();
        return timer;
    }
}
