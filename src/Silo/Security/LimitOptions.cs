using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Silo.Security;

/// <summary>How much one caller of the API may ask for (section <c>Limits</c>). A caller is a token, a signed-in member, or an address of nobody known.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Requests in a second, in the long run. Default 100.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:RequestsPerSecond must be between 1 and 1000000.")]
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Requests at once after a pause. Default 300.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:Burst must be between 1 and 1000000.")]
    public int Burst { get; set; } = 300;
}
