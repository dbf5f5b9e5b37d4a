using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Traffic;

/// <summary>A page of the list, narrowed down.</summary>
internal sealed class ListTraffic(string apiToken, string narrowed) : ITraffic
{
    public bool Write(RequestBuffer request)
    {
        request.Write("GET /api/v1/conversations?"u8);
        request.Write(narrowed);
        request.Write(" HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "u8);
        request.Write(apiToken);
        request.Write("\r\n\r\n"u8);
        return true;
    }

    public bool Take(int status, ReadOnlySpan<byte> body) => status == 200 && body.IndexOf("\"conversations\""u8) >= 0;

    public void HandOver(Receipts receipts)
    {
        // Reading acknowledges nothing.
    }

    /// <summary>What the list would give who had scrolled down to this day; nobody reads half a million rows for it.</summary>
    public static async Task<string> CursorInTheMiddle(Database database, string day, CancellationToken cancellation)
    {
        var last = await database.Read(
            $"select last_activity_at, id from conversations where last_activity_at < '{day}'::timestamptz order by 1 desc, 2 desc limit 1",
            row => string.Create(CultureInfo.InvariantCulture, $"{row.GetFieldValue<DateTimeOffset>(0).UtcTicks} {row.GetGuid(1):N}"), cancellation);
        return Base64Url.EncodeToString(Encoding.ASCII.GetBytes(last.Single()));
    }
}
