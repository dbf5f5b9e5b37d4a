using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>Fifty messages of whatever <paramref name="conversation"/> names: the newest, or those before a place further back.</summary>
/// <param name="before">Null: the newest.</param>
internal sealed class PageTraffic(string apiToken, Func<Guid?> conversation, Func<string>? before = null) : ITraffic
{
    private readonly byte[] _conversation = new byte[36];

    public bool Write(RequestBuffer request)
    {
        if (conversation() is not { } id)
        {
            return false;
        }

        id.TryFormat(_conversation, out _);
        request.Write("GET /api/v1/twilio/sms/conversation/"u8);
        request.Write(_conversation);
        if (before is not null)
        {
            request.Write("?before="u8);
            request.Write(Uri.EscapeDataString(before()));
        }

        request.Write(" HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "u8);
        request.Write(apiToken);
        request.Write("\r\n\r\n"u8);
        return true;
    }

    public bool Take(int status, ReadOnlySpan<byte> body) => status == 200 && body.IndexOf(_conversation) >= 0;

    public void HandOver(Receipts receipts)
    {
        // Reading acknowledges nothing.
    }
}
