using System.Net;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>Form fields as they came: case-sensitive names, repetitions kept, order kept.</summary>
internal sealed class WireForm(IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public static readonly WireForm Empty = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } = fields;

    /// <summary>The first value, or null when the field is missing.</summary>
    public string? this[string name] => Fields.FirstOrDefault(field => field.Key == name).Value;

    public IReadOnlyList<string> All(string name) => [.. Fields.Where(field => field.Key == name).Select(field => field.Value)];

    /// <summary>The value, or null when the field is missing or empty.</summary>
    public string? Given(string name) => this[name] is { Length: > 0 } value ? value : null;

    public static WireForm Parse(string text)
    {
        if (text.Length == 0)
        {
            return Empty;
        }

        var fields = new List<KeyValuePair<string, string>>();
        foreach (var pair in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            fields.Add(new(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)));
        }

        return new(fields);
    }

    public static string Write(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));
}
