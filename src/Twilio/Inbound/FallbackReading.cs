namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// What comes to the fallback address tells why the first address failed: an error of our own earlier answer, never one of
/// the message or the call.
/// </summary>
internal static class FallbackReading
{
    /// <returns>The carrier's error code, 0 when it is no number; null: the request is the first one.</returns>
    public static int? ErrorCode(WebhookForm fields) =>
        !fields.Has("ErrorUrl"u8) ? null
        : fields.Number("ErrorCode"u8) is < 1_000_000 and var code ? code
        : 0;
}
