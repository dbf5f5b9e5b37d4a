namespace OrleansSms.Twilio.Outbound;

/// <summary>What a POST that may be executed once only has come to.</summary>
internal abstract record PostOutcome
{
    private PostOutcome()
    {
    }

    /// <summary>Executed: this is what came of it.</summary>
    public sealed record Taken(string Sid, CarrierJson Answer) : PostOutcome;

    /// <summary>Refused, for good.</summary>
    /// <param name="Code">The carrier's, else the HTTP status.</param>
    public sealed record Refused(int Code) : PostOutcome;

    /// <summary>Proved not executed: it may be posted again.</summary>
    /// <param name="Code">The carrier's, when it said no for now.</param>
    public sealed record NotExecuted(TimeSpan? RetryAfter, string Reason, int? Code = null) : PostOutcome;

    /// <summary>Proved not executed, and the same would happen to every other: nobody is let in.</summary>
    public sealed record LockedOut(int Code) : PostOutcome;

    /// <summary>It may have been executed.</summary>
    public sealed record InDoubt(string Reason) : PostOutcome;
}
