using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Stage;

/// <summary>Everything that runs: Postgres, the carrier, silos, the peer. All of it ends with this, and the data goes.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("orleanssms-bench-").FullName;
    private readonly Stack<IAsyncDisposable> _running = new();
    private readonly List<SiloProcess> _silos = [];
    private string _carrier = "";

    public Server Server { get; private set; } = null!;

    /// <summary>The silos' log lines that tell of something wrong.</summary>
    public IEnumerable<string> Complaints => _silos.SelectMany(silo => silo.Complaints);

    public static async Task<Scene> Open(BenchOptions options, CancellationToken cancellation)
    {
        var scene = new Scene();
        try
        {
            scene.Server = await Server.Start(Path.Combine(scene._home, "postgres"), options, cancellation);
            scene._running.Push(scene.Server);
            scene._carrier = $"http://{Contestant.FreeAddress()}";
            var simulator = Child.Dotnet(
                Path.GetFullPath("tools/TwilioSimulator/bin/Release/net10.0/OrleansSms.TwilioSimulator.dll"), Path.Combine(scene._home, "simulator.log"),
                new Dictionary<string, string> { ["ASPNETCORE_URLS"] = scene._carrier });
            scene._running.Push(simulator);
            await simulator.Answers($"{scene._carrier}/", cancellation);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>A silo of its own cluster, on a database of its own.</summary>
    /// <param name="more">Any other key of its configuration.</param>
    public Task<SiloProcess> Silo(Database database, CancellationToken cancellation, IReadOnlyDictionary<string, string>? more = null) =>
        Start(new(database, _carrier, Log(), more: more), cancellation);

    /// <summary>Another silo of the same cluster.</summary>
    public Task<SiloProcess> Beside(SiloProcess silo, CancellationToken cancellation) =>
        Start(new(silo.Contestant.Database, _carrier, Log(), beside: silo), cancellation);

    private string Log() => Path.Combine(_home, $"silo-{_silos.Count}.log");

    private async Task<SiloProcess> Start(SiloProcess silo, CancellationToken cancellation)
    {
        _running.Push(silo);
        _silos.Add(silo);
        await silo.Start(cancellation);
        return silo;
    }

    public async Task<Contestant> Peer(CancellationToken cancellation)
    {
        var peer = await PeerProcess.Start(await Server.Create("peer", cancellation), Path.Combine(_home, "peer.log"), cancellation);
        _running.Push(peer);
        return peer.Contestant;
    }

    public CpuTimes Cpu(Contestant contestant) =>
        new(ProcessTree.CpuOf(contestant.Pid()), ProcessTree.CpuOf(Server.Postmaster), Environment.CpuUsage.TotalTime);

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var one))
        {
            await one.DisposeAsync();
        }

        Directory.Delete(_home, recursive: true);
    }
}
