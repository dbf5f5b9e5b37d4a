using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Grains.Conversations;

/// <summary>Our id of an inbound message follows from the carrier's: the same text delivered twice is the same message.</summary>
internal static class MessageIds
{
    public static Guid OfInbound(string messageSid) =>
        messageSid.Length == 34 && Guid.TryParseExact(messageSid.AsSpan(2), "N", out var id)
            ? id
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(messageSid)).AsSpan(0, 16));
}
