using System.Globalization;

namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// A text that comes to the fallback address tells why the first address failed: an error of our own earlier answer,
/// never one of the message.
/// </summary>
internal static class FallbackReading
{
    /// <returns>The carrier's error code, 0 when it is no number; null: the request is the first one.</returns>
    public static int? ErrorCode(WebhookForm fields) =>
        !fields.Has("ErrorUrl"u8) ? null
        : int.TryParse(fields.Text("ErrorCode"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code < 1_000_000 ? code
        : 0;
}
