using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace OrleansSms.Postgres.Tests.Orleans;

/// <summary>The membership table of a cluster of its own, on the tables of a running silo.</summary>
internal sealed class Membership : IDisposable
{
    public static readonly DateTime Now = new(2031, 5, 17, 8, 30, 0, 123, DateTimeKind.Utc);

    private readonly IHost _host;

    public Membership(OrleansSilo silo) => _host = silo.Another(Cluster);

    public string Cluster { get; } = "cluster-" + Guid.NewGuid();

    public IMembershipTable Table => _host.Services.GetRequiredService<IMembershipTable>();

    public void Dispose() => _host.Dispose();

    /// <summary>What a writer hands in that has read <paramref name="version"/>.</summary>
    public static TableVersion Next(int version) => new TableVersion(version, version.ToString(CultureInfo.InvariantCulture)).Next();

    public static MembershipEntry Silo(int generation) => Silo(generation, SiloStatus.Joining, Now);

    public static MembershipEntry Silo(int generation, SiloStatus status, DateTime alive) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 40000, generation),
        SiloName = $"silo-{generation}",
        HostName = "here",
        Status = status,
        ProxyPort = 0,
        StartTime = alive,
        IAmAliveTime = alive,
    };
}
