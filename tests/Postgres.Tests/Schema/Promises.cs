using Npgsql;

namespace OrleansSms.Postgres.Tests.Schema;

/// <summary>What the code of a build may rely on in the schema it came with, in words: all of it has to hold while the next build runs beside it.</summary>
/// <param name="Given">What is there for it to use.</param>
/// <param name="Asked">What is asked of the rows that it writes, by table.</param>
internal sealed record Promises(IReadOnlySet<string> Given, IReadOnlySet<(string Table, string Rule)> Asked)
{
    private const string Relations = "pg_class r join pg_namespace n on n.oid = r.relnamespace and n.nspname = 'public' and r.relkind in ('r', 'p', 'v', 'm')";

    /// <summary>What the code that relied on these cannot rely on any more.</summary>
    public IEnumerable<string> BrokenBy(Promises later) =>
    [
        .. Given.Except(later.Given).Select(gone => $"gone: {gone}"),
        .. later.Asked.Except(Asked).Where(asked => Given.Contains($"table {asked.Table}")).Select(asked => $"new: {asked.Table} {asked.Rule}"),
    ];

    public static async Task<Promises> Of(NpgsqlDataSource database, CancellationToken cancellation) => new(
        (await Read(database, $"""
            select 'table ' || relname, '' from {Relations}
            union all
            select 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod), '' from {Relations} join pg_attribute on attrelid = r.oid and attnum > 0 and not attisdropped
            union all
            select 'function ' || p.oid::regprocedure || ' returns ' || pg_get_function_result(p.oid), '' from pg_proc p join pg_namespace n on n.oid = pronamespace and nspname = 'public'
            union all
            select 'key of ' || relname || ' ' || substring(pg_get_indexdef(indexrelid) from 'USING .*'), '' from {Relations} join pg_index on indrelid = r.oid and indisunique
            union all
            select 'for ' || grantee || ' ' || lower(privilege_type) || ' ' || table_name, '' from information_schema.role_table_grants where table_schema = 'public'
            union all
            select 'for ' || grantee || ' ' || lower(privilege_type) || ' ' || table_name || '.' || column_name, '' from information_schema.role_column_grants where table_schema = 'public'
            """, cancellation)).Select(row => row.First).ToHashSet(),
        (await Read(database, $"""
            select relname, attname || ' must be given' from {Relations} join pg_attribute on attrelid = r.oid and attnum > 0 and not attisdropped
            where attnotnull and not atthasdef and attidentity = ''
            union all
            select relname, pg_get_constraintdef(c.oid) from {Relations} join pg_constraint c on conrelid = r.oid where contype in ('c', 'f', 'u', 'x', 'p')
            union all
            select relname, 'is unique ' || substring(pg_get_indexdef(indexrelid) from 'USING .*') from {Relations} join pg_index on indrelid = r.oid and indisunique
            union all
            select relname, 'has row-level security' from {Relations} where relrowsecurity
            """, cancellation)).ToHashSet());

    private static async Task<List<(string First, string Second)>> Read(NpgsqlDataSource database, string question, CancellationToken cancellation)
    {
        await using var select = database.CreateCommand(question);
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var found = new List<(string, string)>();
        while (await rows.ReadAsync(cancellation))
        {
            found.Add((rows.GetString(0), rows.GetString(1)));
        }

        return found;
    }
}
