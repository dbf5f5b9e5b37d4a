using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Calls;

namespace OrleansSms.Postgres.Calls;

/// <summary>The parts of a call that are lists: small, read and written whole.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<CallEvent>))]
[JsonSerializable(typeof(ImmutableArray<StoredRecording>))]
[JsonSerializable(typeof(StoredRecording), TypeInfoPropertyName = "Stored")]
internal sealed partial class CallJson : JsonSerializerContext
{
    public static string? Write(ImmutableArray<CallEvent> timeline) =>
        timeline.IsEmpty ? null : JsonSerializer.Serialize(timeline, Default.ImmutableArrayCallEvent);

    public static string? Write(ImmutableArray<CallRecording> recordings) =>
        recordings.IsEmpty ? null : JsonSerializer.Serialize([.. recordings.Select(StoredRecording.Of)], Default.ImmutableArrayStoredRecording);

    public static ImmutableArray<CallEvent> ReadTimeline(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.ImmutableArrayCallEvent);

    public static ImmutableArray<CallRecording> ReadRecordings(string? json) =>
        json is null ? [] : [.. JsonSerializer.Deserialize(json, Default.ImmutableArrayStoredRecording).Select(stored => stored.Whole)];
}

/// <summary>A recording with what only we are to know of it: where the carrier has it, and how fetching goes.</summary>
internal sealed record StoredRecording(CallRecording Told, string? Url, int Tries, DateTimeOffset? FetchAt)
{
    [JsonIgnore]
    public CallRecording Whole => Told with { Url = Url, Tries = Tries, FetchAt = FetchAt };

    public static StoredRecording Of(CallRecording recording) => new(recording, recording.Url, recording.Tries, recording.FetchAt);
}
