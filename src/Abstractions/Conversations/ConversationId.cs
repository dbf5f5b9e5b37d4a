using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OrleansSms.Conversations;

/// <summary>One line and one contact, for ever. Says nothing about either: no phone number stands in a URL, a log or a grain key.</summary>
[GenerateSerializer, Immutable, Alias("sms.ConversationId")]
[JsonConverter(typeof(ConversationIdJson))]
public readonly record struct ConversationId([property: Id(0)] Guid Value) : IParsable<ConversationId>
{
    public static ConversationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
