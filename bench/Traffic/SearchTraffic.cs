using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Traffic;

/// <summary>A search for whatever <paramref name="typed"/> says; an answer that was cut off or came too late is none.</summary>
internal sealed class SearchTraffic(string apiToken, Func<string> typed) : ITraffic
{
    public bool Write(RequestBuffer request)
    {
        request.Write("GET /api/v1/search?q="u8);
        request.Write(Uri.EscapeDataString(typed()));
        request.Write(" HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "u8);
        request.Write(apiToken);
        request.Write("\r\n\r\n"u8);
        return true;
    }

    public bool Take(int status, ReadOnlySpan<byte> body) => status == 200 && body.IndexOf("\"outcome\":\"complete\""u8) >= 0 && body.IndexOf("\"conversationId\""u8) >= 0;

    public void HandOver(Receipts receipts)
    {
        // Searching acknowledges nothing.
    }
}
