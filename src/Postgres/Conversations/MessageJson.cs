using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Conversations;

/// <summary>The parts of a message that are lists: small, read and written whole, never searched.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<MediaItem>))]
[JsonSerializable(typeof(ImmutableArray<StatusReport>))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    public static string? Write(ImmutableArray<MediaItem> media) =>
        media.IsEmpty ? null : JsonSerializer.Serialize(media, Default.ImmutableArrayMediaItem);

    public static string? Write(ImmutableArray<StatusReport> timeline) =>
        timeline.IsEmpty ? null : JsonSerializer.Serialize(timeline, Default.ImmutableArrayStatusReport);

    public static ImmutableArray<MediaItem> ReadMedia(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.ImmutableArrayMediaItem);

    public static ImmutableArray<StatusReport> ReadTimeline(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.ImmutableArrayStatusReport);
}
