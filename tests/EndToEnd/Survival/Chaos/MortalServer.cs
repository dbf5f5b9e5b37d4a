using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Postgres.Server;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Chaos;

/// <summary>A Postgres as durable as the product's that can be crashed.</summary>
internal sealed class MortalServer : IAsyncDisposable
{
    private readonly string _folder;
    private PrivateServer _server;

    private MortalServer(string folder, PrivateServer server) => (_folder, _server) = (folder, server);

    public string ConnectionString => _server.ConnectionString;

    public static async Task<MortalServer> Start(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("orleanssms-mortal-").FullName;
        return new(folder, await Run(folder, cancellation));
    }

    /// <summary>All its processes end at once. It comes back at the same address and recovers from its log.</summary>
    public async Task DieAndComeBack(CancellationToken cancellation)
    {
        var connection = ConnectionString;
        var pid = int.Parse(File.ReadLines(Path.Combine(Data(_folder), "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        Signals.Crash(pid);
        await Eventually.Get(() => Task.FromResult(Directory.Exists($"/proc/{pid}")), lives => !lives, cancellation);
        await _server.DisposeAsync();
        _server = await Run(_folder, cancellation);
        Assert.Equal(connection, ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<PrivateServer> Run(string folder, CancellationToken cancellation) => PrivateServer.Start(
        Data(folder), NullLogger.Instance, new Dictionary<string, string> { ["max_connections"] = "300" }, cancellation);

    private static string Data(string folder) => Path.Combine(folder, "postgres");
}
