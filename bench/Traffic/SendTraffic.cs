using System.Buffers.Text;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>A program sends through the REST interface, with an idempotency key as a careful one does.</summary>
internal sealed class SendTraffic(string apiToken, Func<string?> contact) : ITraffic
{
    private static readonly string Body = $"\",\"from\":\"{CarrierSide.Line}\",\"body\":\"Your order is ready. We are open until six, the parking is behind the house.\"}}";

    private readonly RequestBuffer _json = new();
    private readonly List<Guid> _acknowledged = [];

    public bool Write(RequestBuffer request)
    {
        if (contact() is not { } to)
        {
            return false;
        }

        _json.Clear();
        _json.Write("{\"to\":\""u8);
        _json.Write(to);
        _json.Write(Body);

        request.Write("POST /api/v1/twilio/sms/send HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "u8);
        request.Write(apiToken);
        request.Write("\r\nIdempotency-Key: "u8);
        request.Write($"{Guid.NewGuid():N}");
        request.Write("\r\nContent-Type: application/json\r\nContent-Length: "u8);
        request.Write(_json.Written.Length);
        request.Write("\r\n\r\n"u8);
        request.Write(_json.Written.Span);
        return true;
    }

    public bool Take(int status, ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf("\"id\":\""u8);
        if (status != 201 || at < 0 || !Utf8Parser.TryParse(body[(at + 6)..], out Guid id, out _))
        {
            return false;
        }

        _acknowledged.Add(id);
        return true;
    }

    public void HandOver(Receipts receipts) => receipts.Sent.AddRange(_acknowledged);
}
