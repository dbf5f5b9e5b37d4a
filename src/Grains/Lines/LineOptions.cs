using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Lines;

/// <summary>How fast a line sends (section <c>Lines</c>).</summary>
public sealed class LineOptions
{
    /// <summary>Message segments per second of one line. Default 1: a long code without registration.</summary>
    [Range(0.01, 10_000, ErrorMessage = "Lines:SegmentsPerSecond must be between 0.01 and 10000.")]
    public double SegmentsPerSecond { get; set; } = 1;

    /// <summary>Segments an idle line may send at once before the pace applies. Default 10.</summary>
    [Range(1, 10_000, ErrorMessage = "Lines:Burst must be between 1 and 10000.")]
    public int Burst { get; set; } = 10;

    /// <summary>Requests of one line at the carrier at the same time, so that a slow one does not hold the others. Default 4.</summary>
    [Range(1, 100, ErrorMessage = "Lines:InFlight must be between 1 and 100.")]
    public int InFlight { get; set; } = 4;

    /// <summary>How long an unreachable carrier is tried before a message fails. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Lines:GiveUpAfter must be between 10 seconds and a day.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(1);
}
