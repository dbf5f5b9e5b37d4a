using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Lines;

/// <summary>What a line owes its pace, as the outbox last told: the outbox keeps it, so that no new activation starts with a fresh burst.</summary>
internal sealed class Pace(LinePace terms)
{
    private double _owed;
    private DateTimeOffset _at;

    public LinePace Terms => terms;

    public void Owes(double segments, DateTimeOffset now) => (_owed, _at) = (segments, now);

    /// <summary>How long the next message has to wait.</summary>
    public TimeSpan Wait(DateTimeOffset now) => terms.Wait(terms.OwedAfter(_owed, now - _at));
}
