using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Lines;

/// <summary>A line's queue as people are told of it.</summary>
internal static class QueueReading
{
    // As many as the outbox measures; of more it tells only how many there are.
    private const int Measured = 1_000;

    public static LineBacklog Read(OutboxBacklog backlog, LinePace pace, DateTimeOffset now)
    {
        var measured = backlog.Marks.LastOrDefault().Segments;
        var segments = backlog.Texts > Measured ? (int)((long)measured * backlog.Texts / Measured) : measured;
        return new(backlog.Texts, segments, now, backlog.Owed, pace.SegmentsPerSecond, pace.Burst, backlog.Marks);
    }
}
