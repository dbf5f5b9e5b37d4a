using System.Globalization;
using System.Net;
using Npgsql;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Survival.Outside;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Split;

/// <summary>One installation on two hosts. Its Postgres, its carrier and the balancer before its silos stand on a third.</summary>
public sealed class SplitStage(SharedInstallation shared) : IAsyncLifetime
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(100);

    private readonly List<IAsyncDisposable> _lent = [];
    private TestDatabase _database = null!;
    private int _rounds;

    /// <summary>Null: no networks can be laid here.</summary>
    internal TwoHosts? Hosts { get; private set; }

    internal SiloProcess A { get; private set; } = null!;

    internal SiloProcess B { get; private set; } = null!;

    internal Trial Trial { get; private set; } = null!;

    internal OutsideWorld World => Trial.World;

    internal NpgsqlDataSource Database => _database.DataSource;

    public async ValueTask InitializeAsync()
    {
        if (IpRoute.Missing is not null)
        {
            return;
        }

        var cancellation = CancellationToken.None;
        Hosts = Lent(await TwoHosts.Lay());
        _database = Lent(await shared.Postgres.CreateDatabase());
        var carrier = Lent(await Installation.QuickCarrier(0, cancellation));
        var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        var database = Lent(new TcpRelay(Hosts.Database, new IPEndPoint(IPAddress.Loopback, connection.Port)));
        (connection.Host, connection.Port) = (Hosts.Database.ToString(), database.Port);
        // The simulator answers to this machine's name alone, so its silos reach it as through a proxy.
        var proxy = Lent(new TcpRelay(Hosts.Outside, new IPEndPoint(IPAddress.Loopback, carrier.Address.Port)));
        var settings = new SiloSettings(connection.ConnectionString)
        {
            Place = Hosts.A,
            Carrier = carrier.Address,
            More = new Dictionary<string, string>
            {
                ["http_proxy"] = proxy.Address.AbsoluteUri,
                ["Lines__LookUpAfter__0"] = "00:00:00.500",
                ["Lines__LookUpAfter__1"] = "00:00:02",
                ["Lines__LookUpAfter__2"] = "00:00:04",
                ["Lines__LookUpAfter__3"] = "00:00:08",
            },
        };
        settings = settings with { PublicAddress = Lent(new TcpRelay(IPAddress.Loopback, Doors(settings, Hosts))).Address };
        (A, B) = (SiloProcess.Launch(settings), SiloProcess.Launch(settings with { Place = Hosts.B }));
        await Task.WhenAll(A.Ready(cancellation), B.Ready(cancellation));
        await Installation.Introduce(carrier, settings, cancellation);
        Trial = new(_database.ConnectionString, Database, carrier, new OutsideWorld([A.Settings, B.Settings], anywhere: true, cancellation), cancellation);
    }

    /// <summary>People who wrote before, some to the one silo and some to the other.</summary>
    internal async Task<IReadOnlyList<string>> Acquaintances(int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => People.Next()).ToList();
        people.ForEach(person => World.Receive(person, "before"));
        await World.AllTaken();
        return people;
    }

    /// <summary>Everybody is texted and texts, at both silos at once and again and again, until <paramref name="over"/>.</summary>
    internal async Task Traffic(IReadOnlyList<string> people, Task over)
    {
        for (; !over.IsCompleted; _rounds++)
        {
            var (round, person) = (_rounds, people[_rounds % people.Count]);
            World.ReceiveEverywhere(person, string.Create(CultureInfo.InvariantCulture, $"to us, {round}"));
            World.SendEverywhere(person, string.Create(CultureInfo.InvariantCulture, $"from us, {round}"));
            await Task.WhenAny(over, Task.Delay(BetweenRounds, TimeProvider.System));
        }
    }

    /// <summary>One of them called the other dead, which may not know it yet.</summary>
    internal async Task OneIsGivenUp(CancellationToken cancellation)
    {
        var before = await Dead();
        await Eventually.Get(Dead, dead => dead > before, cancellation);
    }

    /// <summary>The one that ends by itself.</summary>
    internal async Task<SiloProcess> OneEnds(CancellationToken cancellation)
    {
        var ends = (Task[])[A.Ended(cancellation), B.Ended(cancellation)];
        return await Task.WhenAny(ends) == ends[0] ? A : B;
    }

    /// <summary>Whether a silo found that a conversation which it had in memory was written by another.</summary>
    internal static bool WasOutrun(SiloProcess silo) => silo.Log.Lines.Any(line => line.Contains("InconsistentStateException", StringComparison.Ordinal));

    /// <summary>Another process in the place of one that ended.</summary>
    internal async Task<SiloProcess> LaunchAgain(SiloProcess ended)
    {
        await ended.DisposeAsync();
        var silo = SiloProcess.Launch(ended.Settings);
        (A, B) = ended == A ? (silo, B) : (A, silo);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        Trial?.World.Dispose();
        foreach (var silo in ((SiloProcess?[])[A, B]).OfType<SiloProcess>())
        {
            await silo.DisposeAsync();
        }

        foreach (var lent in Enumerable.Reverse(_lent))
        {
            await lent.DisposeAsync();
        }
    }

    private Task<long> Dead() => Database.Count("select count(*) from orleans_membership where status = 6");

    private static IPEndPoint[] Doors(SiloSettings settings, TwoHosts hosts) =>
        [new(IPAddress.Parse(hosts.A.Ip), settings.Port), new(IPAddress.Parse(hosts.B.Ip), settings.Port)];

    private T Lent<T>(T part)
        where T : IAsyncDisposable
    {
        _lent.Add(part);
        return part;
    }
}
