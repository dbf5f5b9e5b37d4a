using Npgsql;
using NpgsqlTypes;

namespace OrleansSms.Postgres;

/// <summary>Array parameters: one column of many rows.</summary>
internal static class Columns
{
    public static NpgsqlParameter Uuids<T>(IReadOnlyList<T> rows, Func<T, Guid> value) => Of(rows, value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter OptionalUuids<T>(IReadOnlyList<T> rows, Func<T, Guid?> value) => Of(rows, value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Texts<T>(IReadOnlyList<T> rows, Func<T, string?> value) => Of(rows, value, NpgsqlDbType.Text);

    public static NpgsqlParameter Jsons<T>(IReadOnlyList<T> rows, Func<T, string?> value) => Of(rows, value, NpgsqlDbType.Jsonb);

    public static NpgsqlParameter Ints<T>(IReadOnlyList<T> rows, Func<T, int> value) => Of(rows, value, NpgsqlDbType.Integer);

    public static NpgsqlParameter OptionalInts<T>(IReadOnlyList<T> rows, Func<T, int?> value) => Of(rows, value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Longs<T>(IReadOnlyList<T> rows, Func<T, long> value) => Of(rows, value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Bools<T>(IReadOnlyList<T> rows, Func<T, bool> value) => Of(rows, value, NpgsqlDbType.Boolean);

    public static NpgsqlParameter OptionalNumbers<T>(IReadOnlyList<T> rows, Func<T, decimal?> value) => Of(rows, value, NpgsqlDbType.Numeric);

    public static NpgsqlParameter Times<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset> value) =>
        Of(rows, row => value(row).UtcDateTime, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter OptionalTimes<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> value) =>
        Of(rows, row => value(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private static NpgsqlParameter<TValue[]> Of<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return new() { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
