using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;
using OrleansSms.EndToEnd.Sweeps;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Chaos;

/// <summary>A cluster behind a balancer, on a Postgres and a carrier of its own, and who breaks them.</summary>
internal sealed class ChaosStage : IAsyncDisposable
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(100);

    private readonly MortalServer _server;
    private readonly NpgsqlDataSource _database;
    private readonly SimulatorProcess _carrier;
    private readonly TcpRelay _balancer;
    private readonly KeptSilo[] _silos;
    private readonly OutsideWorld _world;
    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyList<string> _regulars = [.. Enumerable.Range(0, 8).Select(_ => People.Next())];
    private readonly List<string> _times = [];
    private int _kills;

    private ChaosStage(MortalServer server, SimulatorProcess carrier, TcpRelay balancer, IReadOnlyList<SiloSettings> settings, CancellationToken cancellation)
    {
        (_server, _carrier, _balancer, _cancellation) = (server, carrier, balancer, cancellation);
        _database = NpgsqlDataSource.Create(server.ConnectionString);
        _world = new(settings, anywhere: true, cancellation);
        _silos = [.. settings.Select(one => new KeptSilo(one))];
        Trial = new(server.ConnectionString, _database, carrier, _world, cancellation) { MissesCalls = true };
    }

    public Trial Trial { get; }

    public static async Task<ChaosStage> Set(CancellationToken cancellation)
    {
        var server = await MortalServer.Start(cancellation);
        var carrier = await Installation.QuickCarrier(0, cancellation);
        int[] ports = [.. Enumerable.Range(0, ChaosPlan.Silos).Select(_ => FreePorts.Next())];
        var balancer = new TcpRelay(ports);
        SiloSettings[] settings = [.. ports.Select(port => new SiloSettings(server.ConnectionString)
        {
            Port = port, Carrier = carrier.Address, PublicAddress = balancer.Address, More = Settings,
        })];
        var stage = new ChaosStage(server, carrier, balancer, settings, cancellation);
        try
        {
            await Task.WhenAll(stage._silos.Select(silo => silo.Ready(cancellation)));
            await Installation.Introduce(carrier, settings[0], cancellation);
            await carrier.Order("settings", new { holdSeconds = 10, maxConcurrentRequests = 1000 }, cancellation);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Traffic in all directions while one after the other is killed and comes back; the database dies in the middle.</summary>
    public async Task Rage(TimeSpan length)
    {
        foreach (var fault in ChaosPlan.Faults)
        {
            await _carrier.Fault(fault, _cancellation);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        var traffic = Traffic(over.Token);
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            var isDatabaseDue = true;
            while (TimeProvider.System.GetElapsedTime(started) is var elapsed && elapsed < length)
            {
                await Task.WhenAny(traffic, Task.Delay(ChaosPlan.BetweenKills, TimeProvider.System, _cancellation));
                if (isDatabaseDue && elapsed > length / 2)
                {
                    isDatabaseDue = false;
                    await _server.DieAndComeBack(_cancellation);
                    _database.Clear();
                }

                foreach (var silo in _silos)
                {
                    await silo.StartAgainWhenEnded();
                }

                await _silos[_kills++ % _silos.Length].Kill();
            }
        }
        finally
        {
            await over.CancelAsync();
            await traffic;
        }
    }

    /// <summary>The carrier is well again and all silos are up; what was missed is asked for, what was begun ends.</summary>
    public async Task Calm()
    {
        using (var ended = await _carrier.Http.DeleteAsync(new Uri("/_sim/faults", UriKind.Relative), _cancellation))
        {
            ended.EnsureSuccessStatusCode();
        }

        await Task.WhenAll(_silos.Select(silo => silo.Ready(_cancellation)));
        await _world.AllTaken();
        var api = new Api(_silos[0].Http);
        // One that is under way may have looked before the last text came.
        await api.SweepNow(_cancellation);
        await api.SweepNow(_cancellation);
        await Trial.Quiet();
        await Eventually.Get(NeedlessDoubts, doubts => doubts == 0, _cancellation);
        foreach (var silo in _silos)
        {
            Assert.Equal(0, await silo.Stop());
        }
    }

    /// <summary>How long each part took, for who reads the figures.</summary>
    public async Task Timed(string part, Task task)
    {
        var started = TimeProvider.System.GetTimestamp();
        await task;
        _times.Add(string.Create(CultureInfo.InvariantCulture, $"{part} {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s"));
    }

    public async Task<string> Tell()
    {
        var count = async (string what, string where) => $"{await _database.Count($"select count(*) from {where}")} {what}";
        return $"{_kills} silos killed, Postgres crashed once ({string.Join(", ", _times)}); " + string.Join(", ",
            await count("texts in", "sms_messages where direction = 'inbound'"), await count("of them recovered", "sms_messages where recovered"),
            await count("texts out", "sms_messages where direction = 'outbound'"), await count("of them were in doubt", "sms_messages where strpos(timeline::text, 'in_doubt') > 0"),
            await count("still are", "sms_messages where status = 'in_doubt'"), await count("failed", "sms_messages where status = 'failed'"),
            await count("calls", "calls"), await count("calls nobody was asked about", "webhook_tray"), await count("conversations", "conversations"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        _world.Dispose();
        await _balancer.DisposeAsync();
        await _carrier.DisposeAsync();
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task Traffic(CancellationToken over)
    {
        var reports = new Queue<ReadReport>();
        for (var round = 0; !over.IsCancellationRequested; round++)
        {
            if (_world.Open < ChaosPlan.MostOpen)
            {
                if (round % 50 == 0)
                {
                    await Ask(async () => reports = new(await Trial.Delivered()));
                    await Ask(async () => (await Trial.Recorded()).ForEach(_world.Write));
                }

                Begin(round, reports.TryDequeue(out var report) ? report : null);
            }

            await Task.Delay(BetweenRounds, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Begin(int round, ReadReport? report)
    {
        _world.Round("chaos", _regulars, report);
        var body = string.Create(CultureInfo.InvariantCulture, $"from a handset, {round}");
        _world.Begin(() => _carrier.Text(_regulars[round % _regulars.Count], OurLines.First, body, _cancellation));
        if (round % 10 == 0)
        {
            _world.Call(_regulars[round % _regulars.Count]);
            _world.Begin(() => _carrier.Ring(People.Next(), OurLines.First, new { hangupAfter = 10 }, _cancellation));
        }
    }

    /// <summary>Texts that are in doubt though the carrier shows them: they are looked for, and found.</summary>
    private async Task<int> NeedlessDoubts()
    {
        var state = await _carrier.Http.GetFromJsonAsync<JsonElement>("/_sim/state", _cancellation);
        var there = state.GetProperty("messages").EnumerateArray().Where(text => text.Text("direction") != "inbound").Select(text => text.Text("body")!).ToHashSet();
        var inDoubt = await _database.Texts("select body from sms_messages where status = 'in_doubt'");
        return inDoubt.Count(there.Contains);
    }

    /// <summary>Looks in the database, which may be away at the moment.</summary>
    private static async Task Ask(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (NpgsqlException)
        {
            // The next round looks again.
        }
    }

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Calls__LookUpAfter"] = "00:00:02",
        ["Lines__LookUpAfter__0"] = "00:00:00.500",
        ["Lines__LookUpAfter__1"] = "00:00:02",
        ["Lines__LookUpAfter__2"] = "00:00:04",
        ["Lines__LookUpAfter__3"] = "00:00:08",
        ["Lines__InFlight"] = "20",
        ["Sweeps__Grace"] = "00:00:00",
        ["Sweeps__Every"] = "00:01:00",
        ["Sweeps__StatusAfter"] = "00:00:10",
    };
}
