using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>Whether a conversation wants attention. The same for everyone; an incoming text opens it again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConversationState>))]
public enum ConversationState
{
    [JsonStringEnumMemberName("open")] Open = 0,
    [JsonStringEnumMemberName("snoozed")] Snoozed = 1,
    [JsonStringEnumMemberName("done")] Done = 2,
}
