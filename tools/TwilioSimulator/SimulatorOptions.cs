using System.ComponentModel.DataAnnotations;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;

namespace OrleansSms.TwilioSimulator;

/// <summary>Configuration section <c>Simulator</c> (environment <c>Simulator__…</c>).</summary>
internal sealed class SimulatorOptions
{
    public const string Section = "Simulator";

    /// <summary>Inbound webhook of the default numbers.</summary>
    public string? SmsUrl { get; set; }

    /// <summary>Fallback webhook of the default numbers.</summary>
    public string? SmsFallbackUrl { get; set; }

    /// <summary>Voice webhook of the default numbers that take calls.</summary>
    public string? VoiceUrl { get; set; }

    /// <summary>Fallback voice webhook of the default numbers.</summary>
    public string? VoiceFallbackUrl { get; set; }

    /// <summary>Where the end of inbound calls of the default numbers is told.</summary>
    public string? VoiceStatusCallback { get; set; }

    /// <summary>Also the default number that is only for texts takes and makes calls.</summary>
    public bool AllVoice { get; set; }

    /// <summary>Waiting times are divided by this; dates stay on the wall clock.</summary>
    [Range(0.001, 100_000, ErrorMessage = "Simulator:Speed must lie between 0.001 and 100000.")]
    public double Speed { get; set; } = 1;

    /// <summary>One rate for every sender instead of the rate of its kind.</summary>
    [Range(0.001, 1_000_000, ErrorMessage = "Simulator:SegmentsPerSecond must be positive.")]
    public double? SegmentsPerSecond { get; set; }

    /// <summary>Same seed and a virtual clock: same SIDs, order and times. Without one every start is another: what talks to the simulator may remember SIDs of the last.</summary>
    public long? Seed { get; set; }

    /// <summary>The instant at which the clock starts (ISO 8601); default is now, or 2026-01-01 on a virtual clock.</summary>
    public DateTimeOffset? StartClock { get; set; }

    /// <summary>Real: time flows. Virtual: time stands still until it is advanced.</summary>
    public ClockMode ClockMode { get; set; } = ClockMode.Real;

    /// <summary>How many messages are remembered; the oldest leave first.</summary>
    [Range(100, 10_000_000, ErrorMessage = "Simulator:KeepMessages must be at least 100.")]
    public int KeepMessages { get; set; } = 20_000;

    /// <summary>How many calls, and how many recordings, are remembered; the oldest leave first.</summary>
    [Range(100, 10_000_000, ErrorMessage = "Simulator:KeepCalls must be at least 100.")]
    public int KeepCalls { get; set; } = 5_000;

    /// <summary>How many entries each log remembers.</summary>
    [Range(10, 1_000_000, ErrorMessage = "Simulator:KeepLogEntries must be at least 10.")]
    public int KeepLogEntries { get; set; } = 10_000;

    /// <summary>Everything about the carrier's behaviour that can also be changed while it runs.</summary>
    public CarrierSettings Carrier { get; set; } = new();
}
