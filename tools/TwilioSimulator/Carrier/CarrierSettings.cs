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
