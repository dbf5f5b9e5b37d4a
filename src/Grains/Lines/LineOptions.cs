using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Lines;

/// <summary>How fast a line sends (section <c>Lines</c>).</summary>
public sealed class LineOptions : IValidatableObject
{
    private static readonly TimeSpan[] UsualLookUps =
        [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10)];

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

    /// <summary>How long a line waits after the carrier let nobody in (credentials, account). Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "Lines:PauseWhenLockedOut must be between 100 milliseconds and an hour.")]
    public TimeSpan PauseWhenLockedOut { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When the carrier's records are asked for a message whose POST was not answered, counted from then; after the last one
    /// a person decides. None: 15 seconds, 1, 3 and 10 minutes.
    /// </summary>
    public IReadOnlyList<TimeSpan>? LookUpAfter { get; set; }

    internal IReadOnlyList<TimeSpan> LookUps => LookUpAfter is { Count: > 0 } own ? own : UsualLookUps;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LookUps.Count > 20 || LookUps[0] < TimeSpan.FromMilliseconds(100) || LookUps[^1] > TimeSpan.FromDays(1)
            || LookUps.Zip(LookUps.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            yield return new("Lines:LookUpAfter must be up to 20 times of 100 milliseconds to a day, each longer than the one before.");
        }
    }
}
