using Npgsql;

namespace OrleansSms.TestKit;

/// <summary>A database of one test, dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name;
    private readonly string _server;

    internal TestDatabase(string name, string server)
    {
        (_name, _server) = (name, server);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await Administration.Execute(_server, $"drop database {_name} with (force)");
    }
}
