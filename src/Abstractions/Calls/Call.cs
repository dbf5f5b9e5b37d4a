using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansSms.Conversations;

namespace OrleansSms.Calls;

/// <summary>One telephone call of a conversation, from its first moment, as it is stored, announced and shown.</summary>
/// <param name="Id">Of an outbound call made by whoever placed it; of an inbound one it follows from the carrier's name for it.</param>
/// <param name="Number">Entry number: 1, 2, 3 … without gaps.</param>
/// <param name="CallSid">The carrier's name for the first leg: the member's of an outbound call, the contact's of an inbound one. Null until the carrier named it.</param>
/// <param name="From">Our line, E.164, or whoever calls us.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Status">The fold of <paramref name="Timeline"/>.</param>
/// <param name="UserId">The member who placed the call, or took it; null: nobody yet.</param>
/// <param name="MemberNumber">The member's own phone that rings first; null of an inbound call. Not for other people's eyes.</param>
/// <param name="DateCreated">When we took it, UTC.</param>
/// <param name="AnsweredAt">Since when both talked, UTC.</param>
/// <param name="EndedAt">When we heard that it was over, UTC.</param>
/// <param name="Seconds">How long both talked; null while they do, or if the carrier did not say.</param>
/// <param name="ErrorCode">The carrier's code of why it could not be connected.</param>
/// <param name="Timeline">Every distinct report, in the order they came.</param>
/// <param name="Recordings">What was recorded of it.</param>
/// <param name="Recovered">It was found in the carrier's records.</param>
[GenerateSerializer, Immutable, Alias("sms.Call")]
public sealed record Call(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ConversationId ConversationId,
    [property: Id(2)] int Number,
    [property: Id(3)] Direction Direction,
    [property: Id(4)] string? CallSid,
    [property: Id(5)] string From,
    [property: Id(6)] string To,
    [property: Id(7)] CallStatus Status,
    [property: Id(8)] Guid? UserId,
    [property: Id(9), JsonIgnore] string? MemberNumber,
    [property: Id(10)] DateTimeOffset DateCreated,
    [property: Id(11)] DateTimeOffset? AnsweredAt,
    [property: Id(12)] DateTimeOffset? EndedAt,
    [property: Id(13)] DateTimeOffset DateUpdated,
    [property: Id(14)] int? Seconds,
    [property: Id(15)] int? ErrorCode,
    [property: Id(16)] ImmutableArray<CallEvent> Timeline,
    [property: Id(17)] ImmutableArray<CallRecording> Recordings,
    [property: Id(18)] bool Recovered = false) : IEntry
{
    /// <summary>A member asked for its end; the carrier is told until it is over.</summary>
    [JsonIgnore]
    public bool IsHangUpAsked => Timeline.Any(told => told.Word == CallWords.HangUp);

    /// <summary>The message that the contact left.</summary>
    [JsonIgnore]
    public CallRecording? VoicemailRecording => Recordings.FirstOrDefault(recording => recording.Kind == RecordingKind.Voicemail && recording.Status != RecordingStatus.Absent);
}

/// <summary>One thing that was said of a call.</summary>
/// <param name="Leg">Whose side of the call it is about.</param>
/// <param name="Word">The carrier's status word as it was said, or one of <see cref="CallWords"/>.</param>
/// <param name="CallSid">The carrier's name for the leg.</param>
/// <param name="MemberId">Whose phone it is, of one of several members' legs.</param>
/// <param name="Seconds">How long the leg lasted, when told.</param>
/// <param name="Code">Why it could not be connected: the carrier's error code.</param>
/// <param name="Sequence">The carrier's count of the leg's events, from 0.</param>
/// <param name="CarrierDate">The carrier's time, UTC.</param>
/// <param name="ReceivedAt">Our time, UTC.</param>
/// <param name="Text">The words that were said, of <see cref="CallWords.Announced"/>.</param>
[GenerateSerializer, Immutable, Alias("sms.CallEvent")]
public sealed record CallEvent(
    [property: Id(0)] CallLeg Leg,
    [property: Id(1), JsonPropertyName("status")] string Word,
    [property: Id(2)] string? CallSid,
    [property: Id(3)] Guid? MemberId,
    [property: Id(4)] int? Seconds,
    [property: Id(5)] int? Code,
    [property: Id(6)] int? Sequence,
    [property: Id(7)] DateTimeOffset? CarrierDate,
    [property: Id(8)] DateTimeOffset ReceivedAt,
    [property: Id(9)] string? Text = null);

/// <summary>The sides of a call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallLeg>))]
public enum CallLeg
{
    /// <summary>A member's phone.</summary>
    [JsonStringEnumMemberName("member")] Member = 0,

    /// <summary>The contact's phone.</summary>
    [JsonStringEnumMemberName("contact")] Contact = 1,
}
