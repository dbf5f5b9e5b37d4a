using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Server;

/// <summary>
/// A Postgres of our own from the installed programs, for a machine where nobody set one up. All silos that name the
/// same data folder share it: the first starts it, the last one to leave stops it.
/// </summary>
public sealed partial class PrivateServer : IAsyncDisposable
{
    internal const string Name = "orleanssms";

    private readonly ServerFiles _files;
    private readonly Cluster _cluster;
    private readonly IDisposable _use;
    private readonly ILogger _logger;
    private bool _left;

    private PrivateServer(ServerFiles files, Cluster cluster, IDisposable use, ILogger logger) =>
        (_files, _cluster, _use, _logger) = (files, cluster, use, logger);

    /// <summary>Names the database and the role that owns it, with the password.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Whether a server was ever started in this folder.</summary>
    public static bool HasData(string dataFolder) => new ServerFiles(dataFolder).IsCreated;

    public static Task<PrivateServer> Start(string dataFolder, ILogger logger, CancellationToken cancellation) =>
        Start(dataFolder, logger, new Dictionary<string, string>(), cancellation);

    /// <param name="settings">Server settings beside or instead of ours.</param>
    public static Task<PrivateServer> Start(string dataFolder, ILogger logger, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation) =>
        Start(dataFolder, logger, settings, ServerBinaries.UsualFolders(), cancellation);

    internal static async Task<PrivateServer> Start(
        string dataFolder, ILogger logger, IReadOnlyDictionary<string, string> settings, IEnumerable<string> programFolders, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PrivateServerException("A private Postgres needs Linux or macOS: set ConnectionStrings__Postgres to a database of yours.");
        }

        var files = new ServerFiles(dataFolder);
        try
        {
            Directory.CreateDirectory(files.Home);
            using var turn = await FileLock.Exclusive(files.TurnLock, cancellation);
            var binaries = await ServerBinaries.Find(programFolders, files.MajorVersion);
            var account = await ServerAccount.For(files);
            var server = new PrivateServer(files, new(files, binaries, account, settings), FileLock.Shared(files.UsersLock), logger);
            try
            {
                await server.Join(binaries, account, cancellation);
                return server;
            }
            catch
            {
                await server.Leave();
                throw;
            }
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new PrivateServerException($"{files.Home} belongs to another user: start as that user, or move the folder away.", denied);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_left)
        {
            using var turn = await FileLock.Exclusive(_files.TurnLock, CancellationToken.None);
            await Leave();
        }
    }

    private async Task Join(ServerBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        if (await DataFolder.Create(_files, binaries, account))
        {
            LogCreated(_logger, binaries.MajorVersion, _files.Data);
        }

        var password = DataFolder.Password(_files);
        var (port, started) = await _cluster.Run(port => Connection(port, "postgres", password, pooled: false), cancellation);
        await CreateDatabase(Connection(port, "postgres", password, pooled: false), cancellation);
        ConnectionString = Connection(port, Name, password, pooled: true);
        if (started)
        {
            LogStarted(_logger, _files.Data, port, _files.Log);
        }
        else
        {
            LogJoined(_logger, _files.Data, port);
        }
    }

    /// <summary>Under the turn: nobody joins between our look at the other users and the stop.</summary>
    private async Task Leave()
    {
        _left = true;
        _use.Dispose();
        using var last = FileLock.TryExclusive(_files.UsersLock);
        if (last is null)
        {
            LogLeft(_logger, _files.Data);
            return;
        }

        await _cluster.Stop();
        LogStopped(_logger, _files.Data);
    }

    private static async Task CreateDatabase(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var look = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection) { Parameters = { new() { Value = Name } } };
        if (await look.ExecuteScalarAsync(cancellation) is false)
        {
            await using var create = new NpgsqlCommand($"create database {Name}", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Connection(int port, string database, string password, bool pooled) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = Name,
        Password = password,
        Pooling = pooled,
        // It never leaves the machine.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    [LoggerMessage(LogLevel.Information, "Created a private Postgres {Version} in {Folder}")]
    private static partial void LogCreated(ILogger logger, int version, string folder);

    [LoggerMessage(LogLevel.Information, "Started the private Postgres in {Folder} on 127.0.0.1:{Port}; its log is {Log}")]
    private static partial void LogStarted(ILogger logger, string folder, int port, string log);

    [LoggerMessage(LogLevel.Information, "Joined the private Postgres in {Folder} on 127.0.0.1:{Port}, which runs already")]
    private static partial void LogJoined(ILogger logger, string folder, int port);

    [LoggerMessage(LogLevel.Information, "Left the private Postgres in {Folder}, which others still use")]
    private static partial void LogLeft(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Information, "Stopped the private Postgres in {Folder}")]
    private static partial void LogStopped(ILogger logger, string folder);
}
