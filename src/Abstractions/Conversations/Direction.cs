using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>Which way a message went, seen from us.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    [JsonStringEnumMemberName("inbound")] Inbound = 0,
    [JsonStringEnumMemberName("outbound")] Outbound = 1,
}
