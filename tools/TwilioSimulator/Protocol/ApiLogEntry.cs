namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>One request as the log shows it; credentials never enter it.</summary>
internal sealed record ApiLogEntry(
    DateTimeOffset At,
    string RequestId,
    string Method,
    string Path,
    string? User,
    IReadOnlyList<KeyValuePair<string, string>> Form,
    int Status,
    int? ErrorCode,
    string? Fault,
    string? Sid,
    double DurationMs);
