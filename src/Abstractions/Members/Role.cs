using System.Text.Json.Serialization;

namespace OrleansSms.Members;

/// <summary>What a member is in the installation. Which conversations one sees follows from lines, not from this.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>Reads and writes on lines of theirs.</summary>
    [JsonStringEnumMemberName("member")] Member = 0,

    /// <summary>Manages members and lines, but no owners and no carrier accounts.</summary>
    [JsonStringEnumMemberName("admin")] Admin = 1,

    /// <summary>Manages everything.</summary>
    [JsonStringEnumMemberName("owner")] Owner = 2,
}
