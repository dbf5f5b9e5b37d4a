using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Silo.Health;

/// <summary>How a silo takes its leave (section <c>Drain</c>).</summary>
public sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>
    /// How long <c>/health/ready</c> answers 503 before the web port closes: longer than a balancer needs to see it. Default
    /// 0, at most 30 seconds, because what is under way has to end within the minute that a silo has for its end.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Drain:For must be 00:00:00 to 00:00:30.")]
    public TimeSpan For { get; set; }
}
