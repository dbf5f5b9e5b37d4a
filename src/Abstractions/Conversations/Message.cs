using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>One SMS or MMS of a conversation, as it is stored, announced, shown and answered over HTTP.</summary>
/// <param name="Id">Ours, made by whoever wrote the message; the same id again is the same message.</param>
/// <param name="ConversationId">The conversation that owns it.</param>
/// <param name="Number">Entry number: 1, 2, 3 … without gaps.</param>
/// <param name="MessageSid">The carrier's name for it; null until the carrier named it.</param>
/// <param name="From">Who sent it: E.164, or whatever the carrier gave for an inbound sender that is no phone number.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Body">The text; may be empty when there is media.</param>
/// <param name="Status">The fold of <paramref name="Timeline"/>.</param>
/// <param name="ErrorCode">The carrier's code for the failure that <paramref name="Status"/> shows.</param>
/// <param name="ErrorMessage">A sentence for a person, never the carrier's raw text.</param>
/// <param name="NumSegments">Segments as the carrier bills them; our own count until it says.</param>
/// <param name="Price">What the carrier charged, negative, in <paramref name="PriceUnit"/>; null until it says.</param>
/// <param name="PriceUnit">ISO 4217.</param>
/// <param name="DateCreated">When we took it, or the carrier what was recovered, UTC.</param>
/// <param name="DateSent">When the carrier sent it (outbound) or handed it to us (inbound), UTC.</param>
/// <param name="DateUpdated">When a report last changed it, UTC.</param>
/// <param name="Timeline">Every distinct report, in the order they were folded.</param>
/// <param name="UserId">The member who wrote it; null for inbound, and for what nobody wrote.</param>
/// <param name="SendAt">Not before this moment, UTC; null is at once.</param>
/// <param name="Recovered">It never came by itself and was found in the carrier's records.</param>
/// <param name="HeldUntil">Until then it stays here, so that it can be taken back, UTC; null: it was not held.</param>
/// <param name="CancelOnReply">A scheduled one that is not sent if the contact writes before its time.</param>
/// <param name="BodyDeletedAt">When its text and media were deleted because their time was over, UTC; null: they are there.</param>
[GenerateSerializer, Immutable, Alias("sms.Message")]
public sealed record Message(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ConversationId ConversationId,
    [property: Id(2)] int Number,
    [property: Id(3)] Direction Direction,
    [property: Id(4)] string? MessageSid,
    [property: Id(5)] string From,
    [property: Id(6)] string To,
    [property: Id(7)] string Body,
    [property: Id(8)] DeliveryStatus Status,
    [property: Id(9)] int? ErrorCode,
    [property: Id(10)] string? ErrorMessage,
    [property: Id(11)] int NumSegments,
    [property: Id(12)] decimal? Price,
    [property: Id(13)] string? PriceUnit,
    [property: Id(14)] ImmutableArray<MediaItem> Media,
    [property: Id(15)] DateTimeOffset DateCreated,
    [property: Id(16)] DateTimeOffset? DateSent,
    [property: Id(17)] DateTimeOffset DateUpdated,
    [property: Id(18)] ImmutableArray<StatusReport> Timeline,
    [property: Id(19)] Guid? UserId,
    [property: Id(20)] DateTimeOffset? SendAt,
    [property: Id(21)] bool Recovered = false,
    [property: Id(22)] DateTimeOffset? HeldUntil = null,
    [property: Id(23)] bool CancelOnReply = false,
    [property: Id(24)] DateTimeOffset? BodyDeletedAt = null) : IEntry
{
    /// <summary>In doubt, looked up in vain for long enough: a person may send it again.</summary>
    [JsonIgnore]
    public bool IsNotConfirmed => Status == DeliveryStatus.InDoubt && Timeline.Any(report =>
        report.Word == DeliveryReport.NotConfirmed && Rounds.Of(report, Timeline) == Rounds.Newest(Timeline));

    /// <summary>Nobody wrote it: it answers a missed call.</summary>
    [JsonIgnore]
    public bool IsTextBack => !Timeline.IsDefaultOrEmpty && Timeline[0].Word == DeliveryReport.TextBack;

    /// <summary>The code for which the carrier lets nobody in while it waits; null: nothing of that kind holds it up.</summary>
    [JsonIgnore]
    public int? HeldUpBy => Status <= DeliveryStatus.Queued && !Timeline.IsDefaultOrEmpty && Timeline[^1] is { Word: DeliveryReport.HeldUp, ErrorCode: var code } ? code : null;

    /// <summary>The carrier's further names for it: it may have arrived more than once.</summary>
    [JsonIgnore]
    public IEnumerable<string> OtherSids => Timeline.Select(report => report.MessageSid).OfType<string>().Distinct().Where(sid => sid != MessageSid);
}

/// <summary>A picture or file of a message.</summary>
/// <param name="Url">Where the carrier keeps or fetches it.</param>
/// <param name="ContentType">MIME type as the carrier told; null when we sent only an address.</param>
[GenerateSerializer, Immutable, Alias("sms.MediaItem")]
public sealed record MediaItem(
    [property: Id(0)] string Url,
    [property: Id(1)] string? ContentType);

/// <summary>One thing the carrier (or our sender) said of a message.</summary>
/// <param name="Word">The status word as it was said, also one we do not know.</param>
/// <param name="ErrorCode">The carrier's code beside the word.</param>
/// <param name="MessageSid">Which attempt it speaks of; null while the carrier has not named it.</param>
/// <param name="ReceivedAt">Our time, UTC.</param>
/// <param name="CarrierDate">The carrier's own time as text: its zone is not stated.</param>
/// <param name="Attempt">Which POST it speaks of, from 1; null: not told.</param>
[GenerateSerializer, Immutable, Alias("sms.StatusReport")]
public sealed record StatusReport(
    [property: Id(0), JsonPropertyName("status")] string Word,
    [property: Id(1)] int? ErrorCode,
    [property: Id(2)] string? MessageSid,
    [property: Id(3)] DateTimeOffset ReceivedAt,
    [property: Id(4)] string? CarrierDate,
    [property: Id(5)] int? Attempt = null);
