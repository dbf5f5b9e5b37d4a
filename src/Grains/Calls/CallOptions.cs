using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Grains.Calls;

/// <summary>How calls are looked after: section <c>Calls</c>.</summary>
internal sealed class CallOptions
{
    /// <summary>When nothing was heard of a call for so long, the carrier is asked about it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LookUpAfter { get; set; } = TimeSpan.FromSeconds(45);
}
