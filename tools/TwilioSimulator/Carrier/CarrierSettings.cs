namespace OrleansSms.TwilioSimulator.Carrier;

/// <summary>The carrier's behaviour: configuration <c>Simulator:Carrier</c>, changed while running by <c>POST /_sim/settings</c>.</summary>
internal sealed record CarrierSettings
{
    public int MaxConcurrentRequests { get; init; } = 100;
    public int? SendRetryAfter { get; init; }
    public bool Chaos { get; init; }

    public double LongCodeRate { get; init; } = 1;
    public double TollFreeRate { get; init; } = 3;
    public double ShortCodeRate { get; init; } = 100;
    public double AlphanumericRate { get; init; } = 10;
    public int QueueCapacitySeconds { get; init; } = 36_000;
    public int? DailySegmentCap { get; init; }

    public double SenderChoiceSeconds { get; init; } = 0.1;
    public double SentSeconds { get; init; } = 0.7;
    public double FinalSeconds { get; init; } = 2;
    public double PriceSeconds { get; init; } = 5;
    public double ReplySeconds { get; init; } = 2;
    public double HoldSeconds { get; init; } = 60;
    public bool SendingCallback { get; init; }

    /// <summary>Calls asked for through the API are dialled so many a second, per account.</summary>
    public double CallsPerSecond { get; init; } = 1;

    /// <summary>From dialling to the first ring.</summary>
    public double ConnectSeconds { get; init; } = 0.5;
    public double MachineDetectionSeconds { get; init; } = 3.5;

    /// <summary>From the end of a recording until its file is there.</summary>
    public double RecordingSeconds { get; init; } = 1;

    /// <summary>Files of recordings are only given to those who show credentials.</summary>
    public bool EnforceMediaAuth { get; init; } = true;

    /// <summary>What a Dial is said to have come to when somebody answered and the whisper then hung up: completed or no-answer.</summary>
    public string WhisperHangupStatus { get; init; } = "completed";

    public bool LegacyFromErrors { get; init; }
    public int SameNumberCode { get; init; } = 21266;
    public int EmptyMessageCode { get; init; } = 21602;
    public int LandlineCode { get; init; } = 21614;
    public int SuspendedCode { get; init; } = 20003;
    public bool AllowPrivateCallbacks { get; init; } = true;

    /// <summary>An opted-out recipient is found after acceptance: 201, then failed with <see cref="AsyncOptOutCode"/>.</summary>
    public bool AsyncOptOut { get; init; }
    public int AsyncOptOutCode { get; init; } = 21610;

    /// <summary>A recipient who stopped a toll-free number: refused with 21610, or accepted and failed with 30004.</summary>
    public bool TollFreeAsyncOptOut { get; init; }

    public SignedPort SignPort { get; init; }
    public SignedUserInfo SignUserInfo { get; init; }
    public SigningKey SignWith { get; init; }
}

internal enum SignedPort
{
    AsConfigured,
    Removed,
    Standard,
}

internal enum SignedUserInfo
{
    Removed,
    Kept,
}

internal enum SigningKey
{
    Primary,
    Secondary,
    Wrong,
}
