using System.Text.Json;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>A text from a handset, and how its webhook is to be delivered.</summary>
internal sealed record InboundSms
{
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Body { get; init; } = "";

    /// <summary>How many times the same webhook is delivered.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Pictures are not simulated yet; only an empty list is taken.</summary>
    public IReadOnlyList<JsonElement> Media { get; init; } = [];
    public double MediaDelaySeconds { get; init; }
    public double DelayMs { get; init; }
    public IReadOnlyList<string> OmitFields { get; init; } = [];
    public IReadOnlyDictionary<string, string> ExtraFields { get; init; } = new Dictionary<string, string>();

    /// <summary>Why this cannot be received, in words for a person; null when it can.</summary>
    public string? Problem() => this switch
    {
        { From.Length: 0 or > 60 } => "'from' must name the handset.",
        { To.Length: 0 } => "'to' must be one of the simulator's numbers.",
        { Body.Length: > 1600 } => "'body' holds at most 1600 characters.",
        { Media.Count: > 0 } => "Inbound media is not simulated.",
        { Repeat: < 1 or > 100 } => "'repeat' must lie between 1 and 100.",
        { DelayMs: < 0 or > 2_592_000_000 } => "'delayMs' must lie between 0 and 30 days.",
        _ when From == To => "'from' and 'to' are the same number.",
        _ => null,
    };
}
