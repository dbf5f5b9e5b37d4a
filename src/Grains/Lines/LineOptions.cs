using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Lines;

/// <summary>How fast lines send (section <c>Lines</c>).</summary>
public sealed class LineOptions : IValidatableObject
{
    private const double Slowest = 0.01;
    private const double Fastest = 10_000;

    private static readonly TimeSpan[] UsualLookUps =
        [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10)];

    /// <summary>
    /// Message segments per second of every line that <see cref="Rates"/> does not name. Not set, the kind of number decides:
    /// 1 for a US or Canadian long code, 3 for a toll-free number, 100 for a short code, 10 for a number of another country.
    /// </summary>
    [Range(Slowest, Fastest, ErrorMessage = "Lines:SegmentsPerSecond must be between 0.01 and 10000.")]
    public double? SegmentsPerSecond { get; set; }

    /// <summary>Message segments per second of single lines, by number (the plus sign may be left out).</summary>
    public Dictionary<string, double> Rates { get; } = [];

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

        foreach (var (number, rate) in Rates)
        {
            if (LineRates.Read(number) is null)
            {
                yield return new($"Lines:Rates:{number} does not name a number: write it like +14155550100.");
            }

            if (rate is not (>= Slowest and <= Fastest))
            {
                yield return new($"Lines:Rates:{number} must be between 0.01 and 10000 segments per second.");
            }
        }

        foreach (var twice in Rates.Keys.GroupBy(LineRates.Read).Where(same => same.Key is not null && same.Count() > 1))
        {
            yield return new($"Lines:Rates names one number twice: {string.Join(" and ", twice)}.");
        }
    }
}
