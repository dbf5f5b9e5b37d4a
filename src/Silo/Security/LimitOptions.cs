using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Silo.Security;

/// <summary>
/// How much one caller of the API may ask for, and all together (section <c>Limits</c>). A caller is a token, a signed-in
/// member, or an address of nobody known.
/// </summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Requests in a second, in the long run. Default 100.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:RequestsPerSecond must be between 1 and 1000000.")]
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Requests at once after a pause. Default 300.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:Burst must be between 1 and 1000000.")]
    public int Burst { get; set; } = 300;

    /// <summary>
    /// Requests of the API this host works on at once, whoever asks; half as many of one caller. As many again may wait; more
    /// are asked to come again. Default 1024: what one caller has under way then fills two groups of commits.
    /// </summary>
    [Range(1, 10_000, ErrorMessage = "Limits:AtOnce must be between 1 and 10000.")]
    public int AtOnce { get; set; } = 1024;

    /// <summary>Connections from outside at a time, open pages not counted; more are closed at once. Default 10,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:Connections must be between 1 and 1000000.")]
    public int Connections { get; set; } = 10_000;
}
