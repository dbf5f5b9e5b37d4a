using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Hands a message to the carrier, once.</summary>
public interface ICarrier
{
    /// <summary>Posts the message. Never throws for what the carrier or the network did: every outcome is an answer.</summary>
    Task<CarrierAnswer> Send(OutboxItem item, CancellationToken cancellation);
}

/// <summary>What is known after a POST.</summary>
public abstract record CarrierAnswer
{
    private CarrierAnswer()
    {
    }

    /// <summary>The carrier took it or refused it; either way the report says so and the matter is settled.</summary>
    public sealed record Settled(DeliveryReport Report) : CarrierAnswer;

    /// <summary>Proved not executed (connection refused, 429, a full queue): it may be posted again.</summary>
    /// <param name="Code">The carrier's code, when it said no for now.</param>
    public sealed record NotExecuted(TimeSpan? RetryAfter, string Reason, int? Code = null) : CarrierAnswer;

    /// <summary>Proved not executed, and the same would happen to every message: nobody is let in (credentials, account).</summary>
    /// <param name="ErrorCode">The carrier's code, for the words that people read.</param>
    public sealed record LockedOut(int ErrorCode, string Reason) : CarrierAnswer;

    /// <summary>It may have been executed (timeout, reset, 5xx, unreadable answer): never posted again by itself.</summary>
    public sealed record Unknown(string Reason) : CarrierAnswer;
}
