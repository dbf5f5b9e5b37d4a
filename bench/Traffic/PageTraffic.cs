using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>The newest 50 messages of a conversation chosen at random.</summary>
internal sealed class PageTraffic(string apiToken, IReadOnlyList<Guid> conversations, Random random) : ITraffic
{
    private readonly byte[] _conversation = new byte[36];

    public bool Write(RequestBuffer request)
    {
        conversations[random.Next(conversations.Count)].TryFormat(_conversation, out _);
        request.Write("GET /api/v1/twilio/sms/conversation/"u8);
        request.Write(_conversation);
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
