using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Inbound;

namespace OrleansSms.Twilio.Voice;

/// <summary>Understands how dialling ended.</summary>
internal static class DialReading
{
    private const int MaxWord = 64;

    /// <remarks>What is not told stays untold: whoever waits on the line must not be cut off for a missing field.</remarks>
    public static DialOutcome Read(WebhookForm fields) => new(
        fields.Text("DialCallStatus"u8) is { Length: > 0 and <= MaxWord } word ? word : null,
        fields.Text("DialCallSid"u8) is { } sid && Sid.IsUsable(sid) ? sid : null,
        bool.TryParse(fields.Text("DialBridged"u8), out var isBridged) ? isBridged : null,
        fields.Number("DialCallDuration"u8));
}
