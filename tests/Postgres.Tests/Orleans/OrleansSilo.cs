using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Orleans;

/// <summary>A running silo whose three providers stand on our schema.</summary>
public sealed class OrleansSilo(QuickPostgresServer server) : IAsyncLifetime
{
    public const string Clearing = "clearing";
    public const string Deleting = "deleting";

    private TestDatabase _database = null!;
    private IHost _host = null!;

    public IServiceProvider Services => _host.Services;

    internal TestDatabase Database => _database;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        _host = Build(_database);
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await _database.DisposeAsync();
    }

    /// <summary>Another silo of the same or another cluster on the same tables, for its providers alone: it is never started.</summary>
    public IHost Another(string cluster) => Build(_database, cluster);

    private static IHost Build(TestDatabase database, string cluster = "main")
    {
        var host = Host.CreateApplicationBuilder();
        host.Logging.ClearProviders();
        host.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "service-of-" + cluster))
            .Configure<EndpointOptions>(options => (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (IPAddress.Loopback, FreePort(), 0))
            .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = ("Npgsql", database.DataSource))
            .UseAdoNetReminderService(options => (options.Invariant, options.DataSource) = ("Npgsql", database.DataSource))
            .AddAdoNetGrainStorage(Clearing, options => Storage(options, database, delete: false))
            .AddAdoNetGrainStorage(Deleting, options => Storage(options, database, delete: true)));
        host.Services.AddSingleton<SystemTextJsonGrainStorageSerializer>();
        foreach (var name in (string[])[Clearing, Deleting])
        {
            host.Services.AddKeyedSingleton<IGrainStorageSerializer>(name, (services, _) => services.GetRequiredService<SystemTextJsonGrainStorageSerializer>());
        }

        return host.Build();
    }

    private static void Storage(AdoNetGrainStorageOptions options, TestDatabase database, bool delete) =>
        (options.Invariant, options.DataSource, options.DeleteStateOnClear) = ("Npgsql", database.DataSource, delete);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
