using Npgsql;

namespace OrleansSms.Bench.Seed;

/// <summary>Taken off before a great many rows are copied and built again after: sorted once instead of searched for every row.</summary>
internal static class Indexes
{
    private const string Tables = "('conversations'::regclass, 'sms_messages'::regclass)";

    // What refers to a key goes before the key and comes after it.
    private const string Constraints = $"""
        select format('alter table %s drop constraint %I', conrelid::regclass, conname),
          format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint
        where contype in ('f', 'p', 'u') and (conrelid in {Tables} or confrelid in {Tables})
        order by contype
        """;

    private const string Plain = $"""
        select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        from pg_index i
        where indrelid in {Tables} and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u'))
        """;

    /// <returns>What builds them again.</returns>
    public static async Task<IReadOnlyList<string>> Drop(NpgsqlConnection connection, CancellationToken cancellation)
    {
        List<(string Drop, string Build)> all = [.. await Read(connection, Constraints, cancellation), .. await Read(connection, Plain, cancellation)];
        foreach (var (drop, _) in all)
        {
            await Execute(connection, drop, cancellation);
        }

        return [.. all.Select(one => one.Build).Reverse()];
    }

    public static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<(string, string)>> Read(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }
}
