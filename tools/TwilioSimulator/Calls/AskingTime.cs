using OrleansSms.TwilioSimulator.Clock;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>
/// How long our own addresses took to answer in a call. A clock that is sped up divides the carrier's waiting times, not ours:
/// without this a phone would hang up while a document that takes its usual moment is still on its way.
/// </summary>
internal sealed class AskingTime
{
    private readonly Lock _gate = new();
    private TimeSpan _total;
    private DateTimeOffset? _since;

    public void Begin(DateTimeOffset now)
    {
        lock (_gate)
        {
            _since = now;
        }
    }

    public void End(DateTimeOffset now)
    {
        lock (_gate)
        {
            _total += _since is { } since ? now - since : TimeSpan.Zero;
            _since = null;
        }
    }

    public TimeSpan Until(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _total + (_since is { } since ? now - since : TimeSpan.Zero);
        }
    }

    /// <summary>When so much of the carrier's time has passed since an instant at which this much had been asked.</summary>
    public DateTimeOffset Due(SimulatedClock clock, DateTimeOffset start, TimeSpan askedBefore, TimeSpan wait)
    {
        var asked = Until(clock.GetUtcNow()) - askedBefore;
        var left = wait - asked;
        return start + asked + (left > TimeSpan.Zero ? clock.Scale(left) : TimeSpan.Zero);
    }
}
