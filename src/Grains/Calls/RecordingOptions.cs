using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace OrleansSms.Grains.Calls;

/// <summary>How long recordings are kept, and where (section <c>Recordings</c>).</summary>
public sealed class RecordingOptions : IValidatableObject
{
    /// <summary>How long the carrier's copy stays after ours is kept: a time span, or <c>never</c> for a copy that is not deleted. Default one day.</summary>
    public string DeleteAtCarrierAfter { get; set; } = "1.00:00:00";

    /// <summary>After how many days our own copy is deleted. Default: not at all.</summary>
    [Range(1, 36500, ErrorMessage = "Recordings:KeepDays must be between 1 and 36500.")]
    public int? KeepDays { get; set; }

    internal TimeSpan? AtCarrier => IsNever ? null : TimeSpan.Parse(DeleteAtCarrierAfter, CultureInfo.InvariantCulture);

    internal TimeSpan? Here => KeepDays is { } days ? TimeSpan.FromDays(days) : null;

    private bool IsNever => DeleteAtCarrierAfter.Equals("never", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsNever && (!TimeSpan.TryParse(DeleteAtCarrierAfter, CultureInfo.InvariantCulture, out var after) || after < TimeSpan.Zero || after > TimeSpan.FromDays(36500)))
        {
            yield return new("Recordings:DeleteAtCarrierAfter must be a time span like 1.00:00:00 (a day), or never.", [nameof(DeleteAtCarrierAfter)]);
        }
    }
}
