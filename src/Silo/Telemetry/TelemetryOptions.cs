using System.ComponentModel.DataAnnotations;

namespace OrleansSms.Silo.Telemetry;

/// <summary>
/// What is told to tools that watch (section <c>Telemetry</c>). Where traces, metrics and logs are sent is said by the usual
/// variables of OpenTelemetry (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin).
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Telemetry";

    /// <summary>What Prometheus has to show at <c>/metrics</c>. Not set: nobody reads metrics there.</summary>
    [MinLength(24, ErrorMessage = "Telemetry:PrometheusToken must have at least 24 characters.")]
    [RegularExpression("[!-~]*", ErrorMessage = "Telemetry:PrometheusToken must be of printable ASCII characters without blanks.")]
    public string? PrometheusToken { get; set; }

    /// <summary>The share of traces that is kept: 1 keeps every one, 0.01 one of a hundred.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Telemetry:SampleRatio must be between 0 and 1.")]
    public double SampleRatio { get; set; } = 1;
}
