using System.Text.Json.Serialization;

namespace OrleansSms.Lines;

/// <summary>What a member may do on a line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LineAccess>))]
public enum LineAccess
{
    /// <summary>Sees its conversations and changes none.</summary>
    [JsonStringEnumMemberName("read")] Read = 0,

    /// <summary>Writes, and changes states.</summary>
    [JsonStringEnumMemberName("use")] Use = 1,
}
