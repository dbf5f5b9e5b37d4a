using Npgsql;
using OrleansSms.Audit;

namespace OrleansSms.Postgres.Audit;

/// <summary>How a row of the audit log becomes a value.</summary>
internal static class AuditRows
{
    public const string Columns = "a.number, a.at, a.action, a.user_id, a.who, a.subject, a.detail, a.address, a.token_id";
    public const string ChainColumns = $"{Columns}, a.previous, a.hash";

    /// <summary>How many columns a row has, without the chain.</summary>
    public const int Width = 9;

    public static AuditRecord Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.Time(1), row.GetString(2), row.Optional<Guid>(3), row.OptionalText(4), row.OptionalText(5), row.OptionalText(6),
        row.OptionalText(7), row.Optional<Guid>(8));

    public static ChainedRow ReadChained(NpgsqlDataReader row) => new(Read(row), row.GetFieldValue<byte[]>(Width), row.GetFieldValue<byte[]>(Width + 1));
}

/// <summary>A row with what ties it to the one before.</summary>
internal sealed record ChainedRow(AuditRecord Record, byte[] Previous, byte[] Hash);
