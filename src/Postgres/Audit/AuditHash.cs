using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSms.Postgres.Audit;

/// <summary>The hash of a row, made here a second time and independently of the database's function of the same name.</summary>
internal static class AuditHash
{
    public const int Size = SHA256.HashSizeInBytes;

    public static byte[] Of(ChainedRow row)
    {
        var (record, bytes) = (row.Record, new MemoryStream());
        bytes.Write(row.Previous);
        Number(bytes, record.Number);
        Number(bytes, (record.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        Field(bytes, record.Action);
        Field(bytes, record.UserId);
        Field(bytes, record.Who);
        Field(bytes, record.Subject);
        Field(bytes, record.Detail);
        Field(bytes, record.Address);
        Field(bytes, record.TokenId);
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void Field(MemoryStream bytes, string? text) => Field(bytes, text is null ? null : Encoding.UTF8.GetBytes(text));

    private static void Field(MemoryStream bytes, Guid? id) => Field(bytes, id?.ToByteArray(bigEndian: true));

    private static void Field(MemoryStream bytes, byte[]? value)
    {
        bytes.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            bytes.Write(length);
            bytes.Write(value);
        }
    }

    private static void Number(MemoryStream bytes, long number)
    {
        Span<byte> eight = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(eight, number);
        bytes.Write(eight);
    }
}
