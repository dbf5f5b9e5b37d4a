using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansSms.Operations;

namespace OrleansSms.Grains.Operations;

/// <summary>Asks the cluster for its silos, and each of them how it is doing.</summary>
internal sealed partial class SiloWatch(IGrainFactory grains, ILocalSiloDetails own, TimeProvider time, ILogger<SiloWatch> logger)
{
    // Shorter than it takes the cluster to declare a silo dead: who does not answer is shown as such.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    public async Task<ImmutableArray<SiloState>> Look(CancellationToken cancellation)
    {
        var hosts = await Management.GetDetailedHosts(onlyActive: false, cancellation);
        var names = hosts.ToDictionary(host => host.SiloAddress, host => host.SiloName);
        var states = await Task.WhenAll(hosts.Select(async host => new SiloState(
            host.SiloName, host.SiloAddress.Endpoint.ToString(), Standing(host.Status), Utc(host.StartTime), Utc(host.IAmAliveTime),
            [.. (host.SuspectTimes ?? []).Select(suspicion => names.GetValueOrDefault(suspicion.Item1) ?? suspicion.Item1.Endpoint.ToString()).Distinct()],
            host.SiloAddress.Equals(own.SiloAddress), host.Status == SiloStatus.Active ? await LoadOf(host.SiloAddress, cancellation) : null)));
        return [.. states.OrderBy(state => state.Standing == SiloStanding.Gone).ThenBy(state => state.StartedAt).ThenBy(state => state.Name, StringComparer.Ordinal)];
    }

    private static SiloStanding Standing(SiloStatus status) => status switch
    {
        SiloStatus.Active => SiloStanding.Active,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloStanding.Leaving,
        SiloStatus.Dead => SiloStanding.Gone,
        _ => SiloStanding.Joining,
    };

    private static DateTimeOffset Utc(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));

    private async Task<SiloLoad?> LoadOf(SiloAddress silo, CancellationToken cancellation)
    {
        try
        {
            var told = (await Management.GetRuntimeStatistics([silo], cancellation).WaitAsync(Patience, time, cancellation))[0];
            return new(told.ActivationCount, told.EnvironmentStatistics.FilteredCpuUsagePercentage, told.EnvironmentStatistics.RawMemoryUsageBytes, told.IsOverloaded);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            // What it carries is not known, which is news of its own.
            LogNoAnswer(logger, fault, silo);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Silo} did not tell what it carries.")]
    private static partial void LogNoAnswer(ILogger logger, Exception fault, SiloAddress silo);
}
