namespace OrleansSms.TwilioSimulator.Services;

/// <summary>A messaging service: a pool of senders with common settings.</summary>
internal sealed class MessagingService(string sid, string accountSid, DateTimeOffset created)
{
    private int _turn;

    public string Sid { get; } = sid;
    public string AccountSid { get; } = accountSid;
    public DateTimeOffset Created { get; } = created;
    public string FriendlyName { get; set; } = "";
    public string? InboundRequestUrl { get; set; }
    public string InboundMethod { get; set; } = "POST";
    public string? FallbackUrl { get; set; }
    public string FallbackMethod { get; set; } = "POST";
    public string? StatusCallback { get; set; }
    public bool StickySender { get; set; } = true;
    public bool SmartEncoding { get; set; }
    public bool UseInboundWebhookOnNumber { get; set; }
    /// <summary>Registered with the US networks (A2P 10DLC).</summary>
    public bool IsRegistered { get; set; }
    public int ValidityPeriod { get; set; } = 36_000;
    public AdvancedOptOut? AdvancedOptOut { get; set; }
    public List<string> Numbers { get; } = [];

    /// <summary>Which sender each recipient has met before.</summary>
    public Dictionary<string, string> Sticky { get; } = [];

    public int NextTurn() => _turn++;
}

/// <summary>Own keywords and texts of a service. Null texts mean the default ones.</summary>
internal sealed record AdvancedOptOut
{
    public IReadOnlyList<string> Stop { get; init; } = ["STOP"];
    public IReadOnlyList<string> Start { get; init; } = ["START"];
    public IReadOnlyList<string> Help { get; init; } = ["HELP"];
    public string? StopText { get; init; }
    public string? StartText { get; init; }
    public string? HelpText { get; init; }
}
