using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Grains.Conversations;

/// <summary>Our id of an inbound message follows from the carrier's: the same text delivered twice is the same message.</summary>
internal static class MessageIds
{
    public static Guid OfInbound(string messageSid) =>
        messageSid.Length == 34 && Guid.TryParseExact(messageSid.AsSpan(2), "N", out var id)
            ? id
            : Named(messageSid);

    /// <summary>A call has one text that answers it by itself.</summary>
    public static Guid OfTextBack(Guid callId) => Named($"text-back {callId:N}");

    private static Guid Named(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
