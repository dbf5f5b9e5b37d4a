namespace OrleansSms.Grains;

internal static class Clock
{
    /// <summary>Now, no finer than the store keeps it, so that what is in memory equals what is read back.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
