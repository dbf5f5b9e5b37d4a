using System.ComponentModel.DataAnnotations;
using System.Net;
using Orleans.Configuration;
using OrleansSms.Postgres;

namespace OrleansSms.Silo.Cluster;

internal static class ClusterSetup
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    public static void AddCluster(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Orleans").Get<ClusterSettings>() ?? new();
        Validator.ValidateObject(settings, new(settings), validateAllProperties: true);

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Host.UseOrleans(silo => silo
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId))
            .Configure<EndpointOptions>(endpoint => Listen(endpoint, settings))
            .Configure<ClusterMembershipOptions>(NoticeTheDeadQuickly)
            .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = CallTimeout)
            .Configure<GrainCollectionOptions>(collection => collection.EnableActivationSheddingOnMemoryPressure = true)
            .UsePostgres()
            .UseTls(settings.Tls));
    }

    private static void Listen(EndpointOptions endpoint, ClusterSettings settings)
    {
        var address = IPAddress.Parse(settings.AdvertisedIp);
        endpoint.AdvertisedIPAddress = address;
        endpoint.SiloPort = settings.SiloPort;
        endpoint.GatewayPort = settings.GatewayPort;
        endpoint.SiloListeningEndpoint = new(address, settings.SiloPort);
        endpoint.GatewayListeningEndpoint = settings.GatewayPort == 0 ? null : new(address, settings.GatewayPort);
    }

    /// <summary>A killed silo is out after about 3 seconds, a hung one after about 12; a loaded machine evicts nobody.</summary>
    private static void NoticeTheDeadQuickly(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(4);
        membership.NumMissedProbesLimit = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 3;
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(30);
        membership.DefunctSiloExpiration = TimeSpan.FromHours(2);
    }
}
