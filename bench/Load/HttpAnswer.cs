using System.Buffers.Text;

namespace OrleansSms.Bench.Load;

/// <summary>Where one HTTP/1.1 answer lies in what was received. A chunked body is left as it came.</summary>
/// <param name="IsComeAgain">Refused for now, with a time to try again.</param>
internal readonly record struct HttpAnswer(int Status, int BodyStart, int End, bool IsComeAgain)
{
    private const int Unavailable = 503;

    private const int StatusStart = 9; // after "HTTP/1.1 "

    /// <summary>Null: not all of it is there yet.</summary>
    public static HttpAnswer? Find(ReadOnlySpan<byte> received)
    {
        var headers = received.IndexOf("\r\n\r\n"u8);
        if (headers < 0)
        {
            return null;
        }

        var head = received[..(headers + 2)];
        if (!Utf8Parser.TryParse(head[StatusStart..], out int status, out _))
        {
            throw new BenchException("The server's answer is not HTTP/1.1.");
        }

        var start = headers + 4;
        var end = Length(head, "\r\nContent-Length: "u8) is { } length ? start + length
            : head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0 ? EndOfChunks(received, start)
            : start;
        return end is { } known && known <= received.Length ? new(status, start, known, status == Unavailable && head.IndexOf("\r\nRetry-After: "u8) >= 0) : null;
    }

    private static int? Length(ReadOnlySpan<byte> head, ReadOnlySpan<byte> header)
    {
        var at = head.IndexOf(header);
        return at >= 0 && Utf8Parser.TryParse(head[(at + header.Length)..], out int length, out _) ? length : null;
    }

    private static int? EndOfChunks(ReadOnlySpan<byte> received, int at)
    {
        while (true)
        {
            var line = received[at..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return null;
            }

            if (!Utf8Parser.TryParse(received.Slice(at, line), out int size, out _, 'x'))
            {
                throw new BenchException("The server's answer has a broken chunk.");
            }

            at += line + 2 + size + 2;
            if (size == 0)
            {
                return at;
            }

            if (at > received.Length)
            {
                return null;
            }
        }
    }
}
