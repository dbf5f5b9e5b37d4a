using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>One installation, two hosts: started at the same moment on an empty database.</summary>
public sealed class TwoSilos(SharedInstallation shared) : IAsyncLifetime
{
    private TestDatabase? _database;

    internal SimulatorProcess Carrier { get; private set; } = null!;

    internal SiloProcess A { get; private set; } = null!;

    internal SiloProcess B { get; private set; } = null!;

    internal Api ApiOfA => new(A.Http);

    internal Api ApiOfB => new(B.Http);

    internal Npgsql.NpgsqlDataSource Database => _database!.DataSource;

    public async ValueTask InitializeAsync()
    {
        _database = await shared.Postgres.CreateEmptyDatabase();
        Carrier = await Installation.QuickCarrier(0, CancellationToken.None);
        var first = new SiloSettings(_database.ConnectionString) { Carrier = Carrier.Address };
        (A, B) = (SiloProcess.Launch(first), SiloProcess.Launch(first with
        {
            Port = FreePorts.Next(),
            ClusterPort = FreePorts.Next(),
            PublicAddress = first.Address,
        }));
        await Task.WhenAll(A.Ready(CancellationToken.None), B.Ready(CancellationToken.None));
        await Carrier.Deliver(Webhook.Inbound(first), CancellationToken.None);
    }

    /// <summary>One that was killed, at its old place.</summary>
    internal async Task StartAgain(SiloProcess killed, CancellationToken cancellation)
    {
        await killed.DisposeAsync();
        var silo = await SiloProcess.Start(killed.Settings, cancellation);
        (A, B) = killed == A ? (silo, B) : (A, silo);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ProgramProcess? process in new ProgramProcess?[] { A, B, Carrier })
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
