using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Whether a request is the carrier's: an HMAC over the address it was told to call and the fields it posted.</summary>
internal static class TwilioSignature
{
    private const int HeaderLength = 28;

    /// <param name="header">Value of <c>X-Twilio-Signature</c>.</param>
    /// <param name="target">Raw request target, undecoded path and query.</param>
    /// <param name="form">The posted fields; empty for GET and for bodies that are no form.</param>
    public static bool IsValid(string header, PublicAddress address, string target, WebhookForm form, ImmutableArray<byte[]> tokens)
    {
        Span<byte> given = stackalloc byte[HeaderLength];
        if (header.Length != HeaderLength || !Convert.TryFromBase64String(header, given, out var length) || length != HMACSHA1.HashSizeInBytes)
        {
            return false;
        }

        // One buffer for all spellings: the address is put right before the rest, which stays where it is.
        var rest = address.Longest;
        var buffer = ArrayPool<byte>.Shared.Rent(rest + Encoding.UTF8.GetMaxByteCount(target.Length) + form.Length);
        try
        {
            var end = rest + Encoding.UTF8.GetBytes(target, buffer.AsSpan(rest));
            end += form.WriteSorted(buffer.AsSpan(end));
            foreach (var spelling in address.Spellings)
            {
                spelling.CopyTo(buffer, rest - spelling.Length);
                if (IsSigned(buffer.AsSpan(rest - spelling.Length, end - rest + spelling.Length), given[..length], tokens))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>A JSON body is covered by its hash in the signed query: lower-case hex over the raw bytes.</summary>
    public static bool BodyHashMatches(ReadOnlySpan<byte> body, string? bodySha256)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        Span<byte> hex = stackalloc byte[SHA256.HashSizeInBytes * 2];
        Convert.TryToHexStringLower(hash, hex, out _);
        return bodySha256?.Length == hex.Length && CryptographicOperations.FixedTimeEquals(hex, Encoding.UTF8.GetBytes(bodySha256));
    }

    private static bool IsSigned(ReadOnlySpan<byte> message, ReadOnlySpan<byte> given, ImmutableArray<byte[]> tokens)
    {
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        foreach (var token in tokens)
        {
#pragma warning disable CA5350 // The carrier chose the algorithm; as a keyed hash SHA-1 still holds.
            HMACSHA1.HashData(token, message, mac);
#pragma warning restore CA5350
            if (CryptographicOperations.FixedTimeEquals(mac, given))
            {
                return true;
            }
        }

        return false;
    }
}
