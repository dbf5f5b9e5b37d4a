using System.Collections.Immutable;

namespace OrleansSms.Lines;

/// <summary>What waits on a line for its turn, and what the line's pace makes of it. A forecast: the carrier may be slower.</summary>
/// <param name="Texts">Messages that wait; counting stops at 10,000.</param>
/// <param name="Segments">Their segments, estimated when they are many.</param>
/// <param name="At">When this was so, UTC.</param>
/// <param name="Owed">Segments that were sent lately and the pace has not paid for yet.</param>
/// <param name="SegmentsPerSecond">The line's pace.</param>
/// <param name="Burst">Segments it may owe and still send.</param>
/// <param name="Marks">Who waits behind how much, the oldest first.</param>
[GenerateSerializer, Immutable, Alias("sms.LineBacklog")]
public sealed record LineBacklog(
    [property: Id(0)] int Texts,
    [property: Id(1)] int Segments,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] double Owed,
    [property: Id(4)] double SegmentsPerSecond,
    [property: Id(5)] int Burst,
    [property: Id(6)] ImmutableArray<QueueMark> Marks)
{
    /// <summary>How long a text has to wait that is written now.</summary>
    public TimeSpan WaitOfNext(DateTimeOffset now) => WaitBehind(Segments, now);

    /// <summary>How long one has to wait that is in the queue since a moment.</summary>
    public TimeSpan WaitSince(DateTimeOffset due, DateTimeOffset now) =>
        WaitBehind(due > At ? Segments : Marks.LastOrDefault(mark => mark.Due < due).Segments, now);

    private TimeSpan WaitBehind(int segments, DateTimeOffset now)
    {
        var wait = At + TimeSpan.FromSeconds((Owed + segments - Burst) / SegmentsPerSecond) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}

/// <summary>Somewhere in the queue: messages due up to a moment are so many segments together.</summary>
[GenerateSerializer, Immutable, Alias("sms.QueueMark")]
public readonly record struct QueueMark(
    [property: Id(0)] DateTimeOffset Due,
    [property: Id(1)] int Segments);
