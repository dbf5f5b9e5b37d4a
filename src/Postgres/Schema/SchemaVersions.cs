using Npgsql;

namespace OrleansSms.Postgres.Schema;

/// <summary>The table that remembers which scripts were applied.</summary>
internal static class SchemaVersions
{
    // Any number will do as long as nobody else in the database takes it.
    private const long LockKey = 0x4F53_4D53_0001;

    /// <summary>A transaction that no other silo's migration runs beside.</summary>
    public static async Task<NpgsqlTransaction> Lock(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection)
        {
            Parameters = { new() { Value = LockKey } },
            CommandTimeout = 0,
        };
        await take.ExecuteNonQueryAsync(cancellation);
        return transaction;
    }

    public static async Task<bool> Exist(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand("select to_regclass('schema_versions') is not null", connection);
        return await look.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Only when it is missing: a role that may not create tables can still run on a schema that is current.</summary>
    public static async Task Create(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var create = new NpgsqlCommand("""
            create table if not exists schema_versions (
              number     integer     not null primary key,
              name       text        not null,
              sha256     text        not null,
              applied_at timestamptz not null default now()
            )
            """, connection);
        await create.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<Dictionary<int, (int Number, string Name, string Sha256)>> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select number, name, sha256 from schema_versions", connection);
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var applied = new Dictionary<int, (int, string, string)>();
        while (await rows.ReadAsync(cancellation))
        {
            applied[rows.GetInt32(0)] = (rows.GetInt32(0), rows.GetString(1), rows.GetString(2));
        }

        return applied;
    }

    public static async Task<int?> Newest(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select max(number) from schema_versions", connection);
        return await select.ExecuteScalarAsync(cancellation) as int?;
    }

    public static async Task Add(SqlScript script, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("insert into schema_versions (number, name, sha256) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = script.Number }, new() { Value = script.Name }, new() { Value = script.Sha256 } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
