using System.Globalization;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;
using OrleansSms.EndToEnd.Sweeps;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Upgrades;

/// <summary>Two silos behind a balancer that are stopped and replaced one after the other, under traffic in all directions.</summary>
internal sealed class UpgradeStage : IAsyncDisposable
{
    private const int RoundsBetween = 40;
    private static readonly Dictionary<string, string> Soon = new() { ["Calls__LookUpAfter"] = "00:00:02", ["Sweeps__Grace"] = "00:00:00" };
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(100);

    private readonly TestDatabase _database;
    private readonly SimulatorProcess _carrier;
    private readonly TcpRelay _balancer;
    private readonly SiloSettings[] _places;
    private readonly SiloProcess?[] _silos;
    private readonly OutsideWorld _world;
    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyList<string> _regulars = [.. Enumerable.Range(0, 8).Select(_ => People.Next())];
    private int _round;

    private UpgradeStage(TestDatabase database, SimulatorProcess carrier, CancellationToken cancellation)
    {
        (_database, _carrier, _cancellation) = (database, carrier, cancellation);
        int[] ports = [FreePorts.Next(), FreePorts.Next()];
        _balancer = new(ports);
        _places = [.. ports.Select(port => new SiloSettings(database.ConnectionString) { Port = port, Carrier = carrier.Address, PublicAddress = _balancer.Address, More = Soon })];
        _silos = new SiloProcess?[_places.Length];
        _world = new(_places, anywhere: true, cancellation);
        Trial = new(database.ConnectionString, database.DataSource, carrier, _world, cancellation) { MissesCalls = true };
    }

    public Trial Trial { get; }

    public static async Task<UpgradeStage> Set(PostgresServer server, CancellationToken cancellation)
    {
        var stage = new UpgradeStage(await server.CreateDatabase(), await Installation.QuickCarrier(0, cancellation), cancellation);
        await Installation.Introduce(stage._carrier, stage._places[0], cancellation);
        return stage;
    }

    /// <summary>A silo of this build (null: of this checkout) takes the place of the one that is there; then both are used for a while.</summary>
    public async Task Put(int place, string? build)
    {
        if (_silos[place] is { } before)
        {
            // Asked to end in the middle of everything, as a supervisor asks.
            Traffic(RoundsBetween / 4);
            Assert.Equal(0, await before.Stop());
            await before.DisposeAsync();
        }

        _silos[place] = await SiloProcess.Start(_places[place] with { Build = build }, _cancellation);
        for (var round = 0; round < RoundsBetween; round++)
        {
            Traffic(1);
            await Task.Delay(BetweenRounds, TimeProvider.System, _cancellation);
        }

        (await Trial.Recorded()).ForEach(_world.Write);
        await _world.AllTaken();
    }

    /// <summary>Nothing is left to do, and nobody is there any more.</summary>
    public async Task End()
    {
        // What the carrier could not deliver while a silo was on its way out.
        await new Api(_silos[0]!.Http).SweepNow(_cancellation);
        await Trial.Quiet();
        foreach (var silo in _silos)
        {
            Assert.Equal(0, await silo!.Stop());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos.OfType<SiloProcess>())
        {
            await silo.DisposeAsync();
        }

        _world.Dispose();
        await _balancer.DisposeAsync();
        await _carrier.DisposeAsync();
        await _database.DisposeAsync();
    }

    private void Traffic(int rounds)
    {
        for (var end = _round + rounds; _round < end; _round++)
        {
            var regular = _regulars[_round % _regulars.Count];
            var body = string.Create(CultureInfo.InvariantCulture, $"from a handset, {_round}");
            _world.Round("upgrade", _regulars, report: null);
            _world.Begin(() => _carrier.Text(regular, OurLines.First, body, _cancellation));
            if (_round % 5 == 0)
            {
                _world.Call(regular);
                _world.Begin(() => _carrier.Ring(People.Next(), OurLines.First, new { hangupAfter = 10 }, _cancellation));
            }
        }
    }
}
