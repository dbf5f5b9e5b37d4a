using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Postgres.Accounts;

/// <summary>The codes that authenticator apps show (RFC 6238 with what all of them know: SHA-1, six digits, 30 seconds).</summary>
internal static class Totp
{
    public const int KeyBytes = 20;

    private const int Digits = 6;
    private const int Modulus = 1_000_000;
    private const int StepSeconds = 30;

    // Clocks differ, and people type slowly: a step before and a step after.
    private const int Tolerance = 1;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The time step that a code is of; null: of none near now.</summary>
    public static long? StepOf(byte[] key, string typed, DateTimeOffset now)
    {
        var code = new string([.. typed.Where(letter => !char.IsWhiteSpace(letter))]);
        if (code.Length != Digits || !code.All(char.IsAsciiDigit))
        {
            return null;
        }

        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(key, step)), Encoding.ASCII.GetBytes(code)))
            {
                found = step;
            }
        }

        return found;
    }

    public static string At(byte[] key, DateTimeOffset now) => At(key, now.ToUnixTimeSeconds() / StepSeconds);

    public static string Encode(byte[] key)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < key.Length * 8; bit += 5)
        {
            var pair = (key[bit / 8] << 8) | (bit / 8 + 1 < key.Length ? key[bit / 8 + 1] : 0);
            text.Append(Base32[(pair >> (11 - (bit % 8))) & 31]);
        }

        return text.ToString();
    }

#pragma warning disable CA5350 // The standard's own hash: apps take no other, and collisions do not matter to a keyed one.
    private static string At(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350
}
