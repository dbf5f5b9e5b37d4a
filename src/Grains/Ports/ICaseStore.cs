using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Our messages whose end nobody told us in time.</summary>
public interface ICaseStore
{
    /// <summary>Opens a case for every message of the line that was taken in this time and has no end; one that is open stays as it is.</summary>
    /// <param name="wait">After this the carrier is asked for the first time, counted from when the message was to leave.</param>
    Task Open(string line, DateTimeOffset after, DateTimeOffset until, TimeSpan wait, CancellationToken cancellation);

    /// <summary>Cases of the line to look at now, the longest due first.</summary>
    Task<ImmutableArray<OpenCase>> Due(string line, DateTimeOffset now, int limit, CancellationToken cancellation);

    Task Postpone(Guid messageId, DateTimeOffset due, CancellationToken cancellation);

    Task Close(Guid messageId, CancellationToken cancellation);
}

/// <summary>A message without an end.</summary>
/// <param name="Status">As it stands; null: the message is gone.</param>
/// <param name="MessageSid">Null: the carrier has not named it.</param>
/// <param name="Since">When it was to leave, UTC.</param>
/// <param name="SentAt">When we first heard that it had left the carrier, UTC.</param>
/// <param name="Asked">How often the carrier was asked.</param>
public sealed record OpenCase(
    Guid MessageId, ConversationId ConversationId, DeliveryStatus? Status, string? MessageSid, DateTimeOffset Since, DateTimeOffset? SentAt, int Asked);
