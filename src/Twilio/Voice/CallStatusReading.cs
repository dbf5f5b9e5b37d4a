using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Records;

namespace OrleansSms.Twilio.Voice;

/// <summary>Understands a callback on a leg's status: our ids from the address we gave, the rest from the fields.</summary>
/// <param name="Place">Null: the address names no call.</param>
/// <param name="Report">Its call id means something only together with <paramref name="Place"/>.</param>
internal sealed record CallStatusReading(CallPlace? Place, CallReport Report)
{
    private const int MaxWord = 64;

    /// <param name="target">Raw request target.</param>
    /// <returns>Null: no word, or nothing that says whose status it is.</returns>
    public static CallStatusReading? Read(string target, WebhookForm fields)
    {
        var ids = VoiceIds.Read(target);
        var (word, sid) = (fields.Text("CallStatus"u8), fields.Text("CallSid"u8));
        if (word is not { Length: > 0 and <= MaxWord } || (sid is null ? ids.Place is null : !Sid.IsUsable(sid)))
        {
            return null;
        }

        return new(ids.Place, new(
            ids.Place?.CallId ?? Guid.Empty,
            ids.Leg ?? LegOf(fields),
            word,
            sid,
            ids.MemberId,
            fields.Number("CallDuration"u8),
            // What the network said (SipResponseCode) is no error code of the carrier: the word already tells as much.
            fields.Number("ErrorCode"u8) is > 0 and var code ? code : null,
            fields.Number("SequenceNumber"u8),
            CarrierDates.Read(fields.Text("Timestamp"u8))));
    }

    /// <summary>Of a callback that we gave no address: a number tells about calls that came in, whose first leg is the contact's.</summary>
    private static CallLeg LegOf(WebhookForm fields) =>
        fields.Text("Direction"u8)?.StartsWith("outbound", StringComparison.OrdinalIgnoreCase) == true ? CallLeg.Member : CallLeg.Contact;
}
