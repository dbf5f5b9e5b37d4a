using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>One webhook that is to be delivered; everything in it is decided.</summary>
internal sealed record Webhook
{
    public required string Kind { get; init; }
    public required string Url { get; init; }
    public required string Method { get; init; }
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }
    public required string Sid { get; init; }
    public required string IdempotencyToken { get; init; }
    public required CarrierSettings Settings { get; init; }

    /// <summary>The key to sign with; null leaves the signature out.</summary>
    public required string? SigningToken { get; init; }

    public string? Fault { get; init; }

    /// <summary>In bytes.</summary>
    public int LongestAnswer { get; init; } = 64 * 1024;
}

/// <summary>One attempt, as it happened.</summary>
internal sealed record WebhookAttempt
{
    public required DateTimeOffset At { get; init; }
    public required string Url { get; init; }
    public required string Method { get; init; }
    public double DurationMs { get; set; }
    public int? Status { get; set; }
    public string? ContentType { get; set; }
    public string? Answer { get; set; }
    public int? ErrorCode { get; set; }
    public FailureKind Failure { get; set; }

    /// <summary>The whole answer, for those who read TwiML in it.</summary>
    internal byte[] Body { get; set; } = [];
}

/// <summary>A delivery as the log shows it.</summary>
internal sealed record WebhookLogEntry
{
    public required DateTimeOffset At { get; init; }
    public required string Kind { get; init; }
    public required string Url { get; init; }
    public required string Method { get; init; }
    public required string Sid { get; init; }
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<WebhookAttempt> Attempts { get; init; } = [];
    public IReadOnlyList<string> Warnings { get; set; } = [];
    public int? Status { get; init; }
    public int? ErrorCode { get; set; }
    public string? Fault { get; init; }
}
