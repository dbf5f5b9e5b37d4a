using System.Data;
using Npgsql;

namespace OrleansSms.Postgres.Checks;

/// <summary>
/// One moment of the database, in which nothing can be written: commits are whole, so what must agree agrees in every
/// such moment, however busy the silos are.
/// </summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const string Savepoint = "before_look";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private Snapshot(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public DateTimeOffset At { get; private set; }

    public string Database => $"{_connection.Database} on {_connection.Host}:{_connection.Port}";

    private bool IsService { get; set; }

    public bool IsOpen => _connection.State == ConnectionState.Open;

    public static async Task<Snapshot> Take(string connectionString, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "OrleansSms check",
            Pooling = false,
            CommandTimeout = 0,
            MaxAutoPrepare = 0,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            var snapshot = new Snapshot(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation));
            await snapshot.Begin(cancellation);
            return snapshot;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<bool> HasSchema(CancellationToken cancellation) => Schema.SchemaVersions.Exist(_connection, cancellation);

    public Task<Dictionary<int, (int Number, string Name, string Sha256)>> Applied(CancellationToken cancellation) =>
        Schema.SchemaVersions.Read(_connection, cancellation);

    public async Task Set(string name, string value, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select set_config($1, $2, true)", _connection)
        {
            Parameters = { Parameters.Text(name), Parameters.Text(value) },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Rows as they come, never all at once.</summary>
    public async Task Each(string sql, NpgsqlParameter[] parameters, Action<NpgsqlDataReader> row, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            row(reader);
        }
    }

    /// <summary>What the database itself refuses in one check leaves the moment usable for the next; so do settings.</summary>
    public async Task<T> Apart<T>(Func<Task<T>> look, CancellationToken cancellation)
    {
        await _transaction.SaveAsync(Savepoint, cancellation);
        try
        {
            return await look();
        }
        finally
        {
            if (IsOpen)
            {
                await _transaction.RollbackAsync(Savepoint, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task Begin(CancellationToken cancellation)
    {
        await using (var readOnly = new NpgsqlCommand("set transaction read only", _connection))
        {
            await readOnly.ExecuteNonQueryAsync(cancellation);
        }

        // Who owns the tables is shown no row of customers' either, and looks as silos do.
        await Each("""
            select set_config('role', 'orleanssms_service', true) from pg_roles me
            where me.rolname = current_user and not me.rolsuper and not me.rolbypassrls
              and exists (select from pg_roles where rolname = 'orleanssms_service') and pg_has_role(current_user, 'orleanssms_service', 'member')
            """, [], _ => IsService = true, cancellation);
        if (!IsService)
        {
            // A role that would be shown only some of the rows is refused, rather than told that all is well.
            await Set("row_security", "off", cancellation);
        }

        await Set("work_mem", "64MB", cancellation);
        await Set("statement_timeout", "0", cancellation);
        await Set("idle_in_transaction_session_timeout", "0", cancellation);
        await Each("select now()", [], row => At = row.Time(0), cancellation);
    }
}
