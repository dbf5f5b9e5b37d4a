using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>A database, a carrier and a silo that know each other; nobody else uses them.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Installation(TestDatabase database, SimulatorProcess carrier, SiloProcess silo)
    {
        (_database, Carrier, Silo) = (database, carrier, silo);
        Api = new(silo.Http);
    }

    public SimulatorProcess Carrier { get; private set; }

    public SiloProcess Silo { get; private set; }

    /// <summary>The API as the first owner uses it.</summary>
    public Api Api { get; private set; }

    public Npgsql.NpgsqlDataSource Database => _database.DataSource;

    public string ConnectionString => _database.ConnectionString;

    public static async Task<Installation> Start(PostgresServer server, CancellationToken cancellation, Func<SiloSettings, SiloSettings>? change = null)
    {
        var database = await server.CreateDatabase();
        var carrier = await QuickCarrier(0, cancellation);
        var settings = new SiloSettings(database.ConnectionString) { Carrier = carrier.Address };
        var silo = await SiloProcess.Start(change?.Invoke(settings) ?? settings, cancellation);
        await Introduce(carrier, silo.Settings, cancellation);
        return new(database, carrier, silo);
    }

    /// <summary>A carrier whose two seconds until delivery are a tenth of one.</summary>
    public static Task<SimulatorProcess> QuickCarrier(int port, CancellationToken cancellation) => SimulatorProcess.Start(port, new Dictionary<string, string>
    {
        ["Simulator__Speed"] = "20",
        ["Simulator__SegmentsPerSecond"] = "10000",
    }, cancellation);

    /// <summary>Another silo process in the place of the one that ended.</summary>
    public async Task StartSiloAgain(CancellationToken cancellation, Func<SiloSettings, SiloSettings>? change = null)
    {
        var settings = Silo.Settings;
        await Silo.DisposeAsync();
        Silo = await SiloProcess.Start(change?.Invoke(settings) ?? settings, cancellation);
        Api = new(Silo.Http);
    }

    /// <summary>Another carrier process, which remembers nothing, at the address of the one that ended.</summary>
    public async Task StartCarrierAgain(CancellationToken cancellation)
    {
        var port = Carrier.Address.Port;
        await Carrier.DisposeAsync();
        Carrier = await QuickCarrier(port, cancellation);
        await Introduce(Carrier, Silo.Settings, cancellation);
    }

    /// <summary>Tells the carrier where texts and calls go.</summary>
    public static async Task Introduce(SimulatorProcess carrier, SiloSettings silo, CancellationToken cancellation)
    {
        await carrier.Deliver(Webhook.Inbound(silo), cancellation);
        await carrier.Answer(Webhook.Voice(silo, "webhook"), Webhook.Voice(silo, "status"), cancellation);
    }

    /// <summary>Another number of ours, which calls can come in on.</summary>
    public async Task<string> NewLine(CancellationToken cancellation)
    {
        var line = People.Next();
        await Carrier.Answer(line, Webhook.Voice(Silo.Settings, "webhook"), Webhook.Voice(Silo.Settings, "status"), cancellation);
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Carrier.DisposeAsync();
        await _database.DisposeAsync();
    }
}
