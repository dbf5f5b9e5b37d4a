using System.Text.Json.Serialization;

namespace OrleansSms.Calls;

/// <summary>Sound that belongs to a call.</summary>
/// <param name="Sid">The carrier's name for it; the same again is the same recording.</param>
/// <param name="Seconds">Its length, when told.</param>
/// <param name="Channels">1, or 2: each side on its own.</param>
/// <param name="Announcement">The words that told both that they are recorded; null: none were said.</param>
/// <param name="Transcript">Its text, when the carrier wrote it down.</param>
/// <param name="Url">Where the carrier keeps it.</param>
/// <param name="ContentType">MIME type of the file that is kept here.</param>
/// <param name="Size">Bytes of the file that is kept here.</param>
/// <param name="Tries">How often it was fetched in vain.</param>
/// <param name="FetchAt">When it is fetched next, UTC; null: it is not.</param>
/// <param name="Problem">Why it is not here, as a code; null: nothing is wrong.</param>
[GenerateSerializer, Immutable, Alias("sms.CallRecording")]
public sealed record CallRecording(
    [property: Id(0)] string Sid,
    [property: Id(1)] RecordingKind Kind,
    [property: Id(2)] RecordingStatus Status,
    [property: Id(3)] int? Seconds,
    [property: Id(4)] int Channels,
    [property: Id(5)] string? Announcement,
    [property: Id(6)] string? Transcript,
    [property: Id(7), JsonIgnore] string? Url,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] string? ContentType = null,
    [property: Id(10)] long? Size = null,
    [property: Id(11), JsonIgnore] int Tries = 0,
    [property: Id(12), JsonIgnore] DateTimeOffset? FetchAt = null,
    [property: Id(13)] string? Problem = null);

/// <summary>What was recorded.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingKind>))]
public enum RecordingKind
{
    [JsonStringEnumMemberName("call")] Call = 0,
    [JsonStringEnumMemberName("voicemail")] Voicemail = 1,
}

/// <summary>Where a recording is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingStatus>))]
public enum RecordingStatus
{
    /// <summary>Being made or made ready by the carrier.</summary>
    [JsonStringEnumMemberName("in_progress")] InProgress = 0,

    /// <summary>With the carrier, about to be fetched.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting = 1,

    /// <summary>Kept here.</summary>
    [JsonStringEnumMemberName("ready")] Ready = 2,

    /// <summary>The carrier says that there is none.</summary>
    [JsonStringEnumMemberName("absent")] Absent = 3,

    /// <summary>It could not be fetched and is not tried any more.</summary>
    [JsonStringEnumMemberName("failed")] Failed = 4,

    /// <summary>Deleted, by retention or by a person.</summary>
    [JsonStringEnumMemberName("deleted")] Deleted = 5,
}
