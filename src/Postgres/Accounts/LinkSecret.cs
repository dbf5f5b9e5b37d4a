using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Postgres.Accounts;

/// <summary>The part of a link that nobody can guess. Long and random, so the hash that is kept needs no salt.</summary>
internal static class LinkSecret
{
    private const int Bytes = 32;

    public static string Next() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
