using OrleansSms.Calls;
using OrleansSms.PhoneNumbers;
using OrleansSms.Twilio.Inbound;

namespace OrleansSms.Twilio.Voice;

/// <summary>Understands the fields of a call that comes in.</summary>
internal static class ArrivalReading
{
    /// <returns>The call, or why there is none, for a person.</returns>
    public static (InboundCall? Call, string? NotUnderstood) Read(WebhookForm fields)
    {
        if (fields.Text("CallSid"u8) is not { } sid || !Sid.IsUsable(sid))
        {
            return (null, "There is no usable CallSid.");
        }

        if (fields.Text("Direction"u8) is { Length: > 0 } direction && !direction.StartsWith("inbound", StringComparison.OrdinalIgnoreCase))
        {
            // Its From is one of our numbers and its To the customer's: the other way round it would make a line of a customer.
            return (null, "It is a call that went out from elsewhere, not one that came in.");
        }

        var line = PhoneNumber.Canonical(fields.Text("To"u8) ?? "");
        return !LineNumber.Is(line) ? (null, "The number that was called (To) is missing or is no phone number.")
            : CallerId.Read(fields.Text("From"u8)) is not { } contact ? (null, "The caller (From) is too long.")
            : (new(sid, line, contact), null);
    }
}
