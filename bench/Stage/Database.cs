using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Bench.Stage;

/// <summary>A fresh private Postgres that would survive a power cut.</summary>
internal sealed class Database : IAsyncDisposable
{
    private static readonly string[] Durable = ["fsync", "synchronous_commit", "full_page_writes"];

    private readonly PrivateServer _server;

    private Database(PrivateServer server)
    {
        _server = server;
        DataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 600 });
    }

    public string ConnectionString => _server.ConnectionString;

    public NpgsqlDataSource DataSource { get; }

    public int Postmaster { get; private set; }

    /// <summary>Where the server's programs lie, pgbench among them.</summary>
    public string Programs { get; private set; } = "";

    public static async Task<Database> Start(string folder, int connections, CancellationToken cancellation)
    {
        var settings = Durable.ToDictionary(name => name, _ => "on");
        settings["max_connections"] = $"{200 + connections}";
        var database = new Database(await PrivateServer.Start(folder, NullLogger.Instance, settings, cancellation));
        try
        {
            foreach (var name in Durable)
            {
                if (await database.Ask<string>($"show {name}", cancellation) != "on")
                {
                    throw new BenchException($"The private Postgres runs without {name}.");
                }
            }

            database.Postmaster = ProcessTree.ParentOf(await database.Ask<int>("select pg_backend_pid()", cancellation));
            database.Programs = await database.Ask<string>("select setting from pg_config where name = 'BINDIR'", cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<T> Ask<T>(string sql, CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellation) is T value ? value : throw new BenchException($"No answer to: {sql}");
    }

    public async Task<List<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _server.DisposeAsync();
    }
}
