using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Reads the raw bytes of a request: they are signed and may have to be kept as they are.</summary>
internal static class WebhookBody
{
    /// <returns>Null: longer than <paramref name="limit"/>.</returns>
    public static async ValueTask<byte[]?> Read(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
