using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>
/// Where a message stands. The words are Twilio's where Twilio has one; the numbers are stored and never change meaning.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryStatus>))]
public enum DeliveryStatus
{
    /// <summary>Waits in our outbox for its time.</summary>
    [JsonStringEnumMemberName("scheduled")] Scheduled = 0,

    /// <summary>Waits in our outbox for the line.</summary>
    [JsonStringEnumMemberName("queued")] Queued = 1,

    /// <summary>Given to the carrier, whose answer was lost. Never sent again by itself.</summary>
    [JsonStringEnumMemberName("in_doubt")] InDoubt = 2,

    /// <summary>The carrier has it.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted = 3,
    [JsonStringEnumMemberName("sending")] Sending = 4,
    [JsonStringEnumMemberName("sent")] Sent = 5,
    [JsonStringEnumMemberName("canceled")] Canceled = 6,
    [JsonStringEnumMemberName("failed")] Failed = 7,
    [JsonStringEnumMemberName("undelivered")] Undelivered = 8,
    [JsonStringEnumMemberName("delivered")] Delivered = 9,
    [JsonStringEnumMemberName("read")] Read = 10,

    /// <summary>An incoming message; complete from the first moment.</summary>
    [JsonStringEnumMemberName("received")] Received = 11,
}
