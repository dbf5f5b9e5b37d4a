using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>The carrier's inbound webhook, each with a SID of its own, from whoever <paramref name="contact"/> names.</summary>
internal sealed class InboundTraffic(string publicBaseUrl, Func<string?> contact) : ITraffic
{
    private const string Target = "/api/v1/twilio/sms/webhook";

    private readonly SignedForm _form = new(
        publicBaseUrl, "ToCountry", "ToState", "SmsMessageSid", "NumMedia", "ToCity", "FromZip", "SmsSid", "FromState", "SmsStatus", "FromCity",
        "Body", "FromCountry", "To", "ToZip", "NumSegments", "MessageSid", "AccountSid", "From", "ApiVersion");

    private readonly List<Guid> _acknowledged = [];
    private Guid _sid;

    public bool Write(RequestBuffer request)
    {
        if (contact() is not { } from)
        {
            return false;
        }

        _sid = Guid.NewGuid();
        var sid = $"SM{_sid:N}";
        _form.Write(request, Target,
        [
            "US", "CA", sid, "0", "SAN FRANCISCO", "94103", sid, "CA", "received", "SAN FRANCISCO",
            "Is the appointment on Thursday still on? I could come an hour earlier.", "US", CarrierSide.Line, "94103", "1", sid,
            CarrierSide.AccountSid, from, "2010-04-01",
        ]);
        return true;
    }

    public bool Take(int status, ReadOnlySpan<byte> body)
    {
        if (status != 200)
        {
            return false;
        }

        _acknowledged.Add(_sid);
        return true;
    }

    public void HandOver(Receipts receipts) => receipts.Inbound.AddRange(_acknowledged);
}
