using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Sweeps;

/// <summary>How the carrier is asked for what we missed (section <c>Sweeps</c>).</summary>
public sealed class SweepOptions : IValidatableObject
{
    private const string Longest = "365.00:00:00";

    /// <summary>False: nobody asks. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Pause between two looks for missed texts of one line. Default 5 minutes; the clock ticks once a minute.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Sweeps:Every must be between a minute and a day.")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far every look goes back behind the last: the carrier's lists may lag by hours. Default 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest, ErrorMessage = "Sweeps:LookBack must be between 0 and a year.")]
    public TimeSpan LookBack { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How far it goes back once a day. Default 48 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest, ErrorMessage = "Sweeps:DailyLookBack must be between 0 and a year.")]
    public TimeSpan DailyLookBack { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How far a line's first look goes back; nothing older is ever taken. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest, ErrorMessage = "Sweeps:FirstLookBack must be between 0 and a year.")]
    public TimeSpan FirstLookBack { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Texts younger than this are left to their webhook. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Sweeps:Grace must be between 0 and an hour.")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A message without an end is asked for after this. Default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", Longest, ErrorMessage = "Sweeps:StatusAfter must be between a second and a year.")]
    public TimeSpan StatusAfter { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A message that was sent this long ago, and of which no network says more, is closed as sent without confirmation. Default 72 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", Longest, ErrorMessage = "Sweeps:CloseAfter must be between a second and a year.")]
    public TimeSpan CloseAfter { get; set; } = TimeSpan.FromHours(72);

    /// <summary>Pause between two looks for prices. Default 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", Longest, ErrorMessage = "Sweeps:PricesEvery must be between a minute and a year.")]
    public TimeSpan PricesEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>A price that is not told by then is not waited for. Default 4 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest, ErrorMessage = "Sweeps:PriceLookBack must be between 0 and a year.")]
    public TimeSpan PriceLookBack { get; set; } = TimeSpan.FromDays(4);

    /// <summary>Prices that one run fills in at most; the next goes on. Default 2000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Sweeps:PricesAtOnce must be between 1 and 1000000.")]
    public int PricesAtOnce { get; set; } = 2000;

    /// <summary>Lines that one host sweeps at the same time. Default 3.</summary>
    [Range(1, 100, ErrorMessage = "Sweeps:LinesAtOnce must be between 1 and 100.")]
    public int LinesAtOnce { get; set; } = 3;

    /// <summary>Messages per page of the carrier's list. Default 1000, the most it gives.</summary>
    [Range(1, 1000, ErrorMessage = "Sweeps:PageSize must be between 1 and 1000.")]
    public int PageSize { get; set; } = 1000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CloseAfter < StatusAfter)
        {
            yield return new("Sweeps:CloseAfter must not be shorter than Sweeps:StatusAfter.");
        }

        if (DailyLookBack < LookBack)
        {
            yield return new("Sweeps:DailyLookBack must not be shorter than Sweeps:LookBack.");
        }
    }
}
