namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>What will become of an accepted message. The default is: sent, then delivered.</summary>
internal sealed record Outcome
{
    public static readonly Outcome Normal = new();

    public int? FailsWith { get; init; }
    public bool IsUndelivered { get; init; }
    public int? UndeliveredWith { get; init; }
    public bool HidesErrorCode { get; init; }
    public TimeSpan QueueHold { get; init; }
    public bool NeverFinal { get; init; }
    public TimeSpan? FinalAfter { get; init; }
    public bool FlipsToUndelivered { get; init; }
    public bool IsReviewed { get; init; }
    public bool NoCallbacks { get; init; }
    public int CallbackTimes { get; init; } = 1;
    public bool SentCallbackLast { get; init; }
    public bool SentBeforeAnswer { get; init; }
    public string? Reply { get; init; }
}
