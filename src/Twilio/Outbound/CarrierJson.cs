using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace OrleansSms.Twilio.Outbound;

/// <summary>
/// Reads the carrier's JSON without trusting its types: numbers come as strings here and as numbers there, fields come and go.
/// </summary>
internal readonly struct CarrierJson(JsonElement root)
{
    /// <summary>Null: empty, not JSON, or not an object.</summary>
    public static CarrierJson? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            // An intermediary's page, or an answer cut off: the caller decides by the status alone.
            return null;
        }
    }

    public string? Text(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;

    /// <summary>The objects of a list; null when there is no such list.</summary>
    public ImmutableArray<CarrierJson>? Items(string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new CarrierJson(item))]
            : null;

    /// <summary>An object within; null when there is none.</summary>
    public CarrierJson? Within(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new CarrierJson(value) : null;

    /// <summary>Yes or no, also in words; null when it says neither.</summary>
    public bool? Flag(string name) => root.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
            _ => null,
        }
        : null;

    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public decimal? Amount(string name) =>
        decimal.TryParse(Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
