using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>The signature of a webhook: HMAC-SHA1 over the address and the sorted, de-duplicated fields.</summary>
internal static class WebhookSignature
{
    public static string Compute(string token, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder(url);
        var distinct = fields.Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        foreach (var (name, value) in distinct)
        {
            text.Append(name).Append(value);
        }

#pragma warning disable CA5350 // The carrier's contract prescribes SHA-1.
        var mac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text.ToString()));
#pragma warning restore CA5350
        return Convert.ToBase64String(mac);
    }
}
