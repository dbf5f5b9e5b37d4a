namespace OrleansSms.Grains.Lines;

/// <summary>A line's pace: segments per second, with a burst after a quiet time.</summary>
internal sealed class Pace(double segmentsPerSecond, int burst)
{
    private readonly TimeSpan _credit = TimeSpan.FromSeconds(burst / segmentsPerSecond);
    private DateTimeOffset _paidUntil = DateTimeOffset.UnixEpoch;

    /// <summary>How long the next message has to wait.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        var wait = _paidUntil - _credit - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    public void Spend(DateTimeOffset now, int segments)
    {
        var from = _paidUntil > now ? _paidUntil : now;
        _paidUntil = from + TimeSpan.FromSeconds(segments / segmentsPerSecond);
    }
}
