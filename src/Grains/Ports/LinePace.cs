namespace OrleansSms.Grains.Ports;

/// <summary>
/// How fast a line may send. What it sends is owed; time pays. It may send while it owes no more than the burst,
/// so the last message may begin with the last of the credit.
/// </summary>
/// <param name="Burst">Segments an idle line may send at once.</param>
public sealed record LinePace(double SegmentsPerSecond, int Burst)
{
    /// <summary>What is still owed after a while.</summary>
    public double OwedAfter(double owed, TimeSpan passed) =>
        Math.Max(0, owed - (SegmentsPerSecond * Math.Max(0, passed.TotalSeconds)));

    /// <summary>Until the next message may go; whole milliseconds, so that then it surely may.</summary>
    public TimeSpan Wait(double owed) =>
        owed <= Burst ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling((owed - Burst) / SegmentsPerSecond * 1000));
}
