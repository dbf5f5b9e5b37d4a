using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>What the carrier has on record: asked where its webhooks or answers may have been missed. Its lists may lag by hours.</summary>
public interface ICarrierRecords
{
    /// <summary>One page of the messages of the line's account, in no promised order.</summary>
    /// <exception cref="CarrierUnavailableException">No usable answer; nothing is known, and it may be asked again.</exception>
    Task<CarrierPage> List(CarrierQuery query, CancellationToken cancellation);

    /// <summary>One message of a line by the carrier's name; null when the carrier knows none.</summary>
    /// <exception cref="CarrierUnavailableException">No usable answer; nothing is known, and it may be asked again.</exception>
    Task<CarrierRecord?> Find(string line, string messageSid, CancellationToken cancellation);
}

/// <summary>Which messages to list.</summary>
/// <param name="Line">Whose account is asked.</param>
/// <param name="From">Sender, exactly; null: any.</param>
/// <param name="To">Recipient, exactly; null: any.</param>
/// <param name="SentFrom">Sent at or after, UTC. A message that was not sent yet may be missing from a list with this filter.</param>
/// <param name="SentUntil">Sent at or before, UTC.</param>
/// <param name="PageSize">1 to 1000.</param>
/// <param name="Next">From <see cref="CarrierPage.Next"/>: goes on there, everything else is then in it.</param>
public sealed record CarrierQuery(
    string Line,
    string? From = null,
    string? To = null,
    DateTimeOffset? SentFrom = null,
    DateTimeOffset? SentUntil = null,
    int PageSize = 100,
    string? Next = null);

/// <summary>A page of a list.</summary>
/// <param name="Next">Null: that was the last page.</param>
public sealed record CarrierPage(ImmutableArray<CarrierRecord> Records, string? Next);

/// <summary>A message as the carrier has it.</summary>
/// <param name="Direction">Outbound for whatever left one of our numbers, also replies and messages sent elsewhere.</param>
/// <param name="From">Null while the carrier has not chosen a sender.</param>
/// <param name="Status">The status word as it stands.</param>
/// <param name="Media">Attachments of an inbound message; empty in lists, where only <paramref name="MediaCount"/> is told.</param>
/// <param name="DateCreated">UTC, to the second.</param>
public sealed record CarrierRecord(
    string MessageSid,
    Direction Direction,
    string? From,
    string? To,
    string Body,
    string Status,
    int? ErrorCode,
    int? NumSegments,
    int MediaCount,
    ImmutableArray<MediaItem> Media,
    decimal? Price,
    string? PriceUnit,
    DateTimeOffset DateCreated,
    DateTimeOffset? DateSent,
    DateTimeOffset DateUpdated);

/// <summary>The carrier gave no usable answer.</summary>
public sealed class CarrierUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
