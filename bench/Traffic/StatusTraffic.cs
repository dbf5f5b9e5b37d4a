using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>The carrier's status callbacks for messages that were sent before, by our ids in the address.</summary>
internal sealed class StatusTraffic(string publicBaseUrl, PendingReports pending) : ITraffic
{
    private readonly SignedForm _form = new(
        publicBaseUrl, "SmsSid", "SmsStatus", "MessageStatus", "To", "MessageSid", "AccountSid", "From", "ApiVersion");

    private readonly List<(Guid, string)> _acknowledged = [];
    private (Guid, string) _asked;

    public bool Write(RequestBuffer request)
    {
        if (pending.Next() is not var (message, word))
        {
            return false;
        }

        _asked = (message.Id, word);
        var sid = $"SM{message.Id:N}";
        _form.Write(request, $"/api/v1/twilio/sms/status-callback?c={message.Conversation}&m={message.Id}&a=1",
            [sid, word, word, message.Contact, sid, CarrierSide.AccountSid, CarrierSide.Line, "2010-04-01"]);
        return true;
    }

    public bool Take(int status, ReadOnlySpan<byte> body)
    {
        if (status != 204)
        {
            return false;
        }

        _acknowledged.Add(_asked);
        return true;
    }

    public void HandOver(Receipts receipts) => receipts.Reports.AddRange(_acknowledged);
}
