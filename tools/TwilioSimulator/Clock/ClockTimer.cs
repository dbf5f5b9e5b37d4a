namespace OrleansSms.TwilioSimulator.Clock;

/// <summary>A timer on the simulated clock, so that Task.Delay(…, clock) waits in simulated time.</summary>
internal sealed class ClockTimer(SimulatedClock clock, Action tick) : ITimer
{
    private readonly Lock _gate = new();
    private Appointment? _next;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _next?.Cancel();
            _next = null;
            if (_disposed)
            {
                return false;
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _next = clock.Add(new Appointment(clock.GetUtcNow() + clock.Scale(dueTime), () => Tick(period), keptOnClear: true));
            }

            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _next?.Cancel();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Tick(TimeSpan period)
    {
        tick();
        if (period > TimeSpan.Zero)
        {
            Change(period, period);
        }

        return Task.CompletedTask;
    }
}
