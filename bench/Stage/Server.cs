using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Bench.Stage;

/// <summary>A fresh private Postgres that would survive a power cut; everybody who is compared has a database on it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly string[] Durable = ["fsync", "synchronous_commit", "full_page_writes"];

    private readonly PrivateServer _server;
    private readonly List<Database> _databases = [];

    private Server(PrivateServer server)
    {
        _server = server;
        Main = Open(new NpgsqlConnectionStringBuilder(server.ConnectionString).Database!);
    }

    /// <summary>The database that is there from the start.</summary>
    public Database Main { get; }

    public int Postmaster { get; private set; }

    /// <summary>Where the server's programs lie, pgbench among them.</summary>
    public string Programs { get; private set; } = "";

    public static async Task<Server> Start(string folder, BenchOptions options, CancellationToken cancellation)
    {
        var settings = Durable.ToDictionary(name => name, _ => "on");
        settings["max_connections"] = $"{600 + options.Connections}";
        if (options.Statements)
        {
            settings["shared_preload_libraries"] = "pg_stat_statements";
        }

        var server = new Server(await PrivateServer.Start(folder, NullLogger.Instance, settings, cancellation));
        try
        {
            foreach (var name in Durable)
            {
                if (await server.Main.Ask<string>($"show {name}", cancellation) != "on")
                {
                    throw new BenchException($"The private Postgres runs without {name}.");
                }
            }

            server.Postmaster = ProcessTree.ParentOf(await server.Main.Ask<int>("select pg_backend_pid()", cancellation));
            server.Programs = await server.Main.Ask<string>("select setting from pg_config where name = 'BINDIR'", cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<Database> Create(string name, CancellationToken cancellation)
    {
        await Main.Execute($"create database {name}", cancellation);
        return Open(name);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    /// <summary>One that is there.</summary>
    public Database Open(string name)
    {
        var database = new Database(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name }.ConnectionString);
        _databases.Add(database);
        return database;
    }
}
