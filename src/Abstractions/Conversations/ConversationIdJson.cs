using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>A conversation's id is a plain UUID string in JSON, as a value and as a key.</summary>
public sealed class ConversationIdJson : JsonConverter<ConversationId>
{
    public override ConversationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override ConversationId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ConversationId.Parse(reader.GetString()!, null);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
