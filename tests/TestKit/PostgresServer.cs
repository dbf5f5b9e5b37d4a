using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Server;

namespace OrleansSms.TestKit;

/// <summary>
/// One real Postgres for a test process, as durable as the product's: started by the first database that is asked for,
/// gone with its files at the end. Made for <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.
/// </summary>
public class PostgresServer : IAsyncDisposable
{
    internal const string Data = "postgres";

    protected const string Prefix = "orleanssms-tests-";

    private const string Template = "template_whole_schema";

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _home;
    private readonly Lazy<Task<PrivateServer>> _server;
    private int _databases;

    public PostgresServer()
        : this(Directory.CreateTempSubdirectory(Prefix).FullName, new Dictionary<string, string>())
    {
    }

    /// <param name="home">A folder of its own.</param>
    protected PostgresServer(string home, IReadOnlyDictionary<string, string> settings)
    {
        (_home, _settings) = (home, settings);
        _server = new(Start);
    }

    /// <summary>A fresh database with the whole schema.</summary>
    public async Task<TestDatabase> CreateDatabase() => await Create(Template);

    /// <summary>A fresh database with nothing in it.</summary>
    public async Task<TestDatabase> CreateEmptyDatabase() => await Create("template1");

    public async ValueTask DisposeAsync()
    {
        // A start that failed was told to the test that asked for it.
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }

        Directory.Delete(_home, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<TestDatabase> Create(string template)
    {
        var server = await _server.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Administration.Execute(server.ConnectionString, $"create database {name} template {template}");
        return new(name, server.ConnectionString);
    }

    private async Task<PrivateServer> Start()
    {
        AbandonedServers.End(Prefix);
        var server = await PrivateServer.Start(Path.Combine(_home, Data), NullLogger.Instance, _settings, CancellationToken.None);
        await Administration.Execute(server.ConnectionString, $"create database {Template}");
        await using var template = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Template, Pooling = false });
        await new SchemaMigrator(NullLogger<SchemaMigrator>.Instance).Apply(template, CancellationToken.None);
        return server;
    }
}
