using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Presence;

namespace OrleansSms.Grains.Live;

/// <summary>Keeps the outlets of every active silo, this one included, as the cluster's membership changes.</summary>
internal sealed partial class FeedPublisher(
    IClusterMembershipService membership,
    ILocalSiloDetails me,
    IServiceProvider services,
    ChangeFeed feed,
    Announcer announcer,
    PresenceBook presence,
    LocalSeats seats,
    TimeProvider time,
    ILogger<FeedPublisher> logger) : BackgroundService
{
    private readonly Guid _publisher = Guid.NewGuid();
    private readonly Dictionary<SiloAddress, Outlet> _outlets = [];
    private readonly HashSet<SiloAddress> _leaving = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Open(me.SiloAddress, batch =>
        {
            feed.Receive(batch);
            return Task.CompletedTask;
        }, news =>
        {
            presence.Receive(news);
            return Task.CompletedTask;
        }, stoppingToken);

        var client = new FeedServiceClient(services);
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                Follow(snapshot, client, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }

        await Task.WhenAll(_outlets.Values.Select(outlet => outlet.Running));
    }

    private void Follow(ClusterMembershipSnapshot snapshot, FeedServiceClient client, CancellationToken stopping)
    {
        var active = snapshot.Members.Values.Where(silo => silo.Status == SiloStatus.Active).Select(silo => silo.SiloAddress).ToHashSet();
        foreach (var joined in active.Where(silo => !_outlets.ContainsKey(silo)))
        {
            LogJoined(logger, joined);
            var service = client.On(joined);
            Open(joined, service.Push, service.Tell, stopping);
        }

        var left = _outlets.Keys.Where(silo => !silo.Equals(me.SiloAddress) && !active.Contains(silo)).ToList();
        foreach (var silo in left)
        {
            LogLeft(logger, silo);
            Close(silo);
            _leaving.Add(silo);
        }

        var dead = _leaving.RemoveWhere(silo => snapshot.GetSiloStatus(silo) is SiloStatus.Dead or SiloStatus.None);
        if (left.Count + dead > 0)
        {
            // What a silo committed last may never have been pushed, and it commits until it is dead.
            feed.Reload();
        }
    }

    private void Open(SiloAddress silo, Func<FeedBatch, Task> push, Func<PresenceNews, Task> tell, CancellationToken stopping)
    {
        var outlet = new FeedOutlet(_publisher, silo.ToString(), push, time, logger);
        var people = new PresenceOutlet(_publisher, silo.ToString(), () => seats.All, tell, time, logger);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = Task.WhenAll(
            Task.Run(() => outlet.Run(ending.Token), CancellationToken.None),
            Task.Run(() => people.Run(ending.Token), CancellationToken.None));
        _outlets[silo] = new(outlet, people, ending, running);
        announcer.Add(outlet);
        seats.Add(people);
    }

    private void Close(SiloAddress silo)
    {
        _outlets.Remove(silo, out var gone);
        announcer.Remove(gone!.Feed);
        seats.Remove(gone.People);
        gone.Ending.Cancel();
        gone.Running.ContinueWith(_ => gone.Ending.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private sealed record Outlet(FeedOutlet Feed, PresenceOutlet People, CancellationTokenSource Ending, Task Running);

    [LoggerMessage(Level = LogLevel.Information, Message = "Changes go to silo {Silo} from now on.")]
    private static partial void LogJoined(ILogger logger, SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} takes changes no more.")]
    private static partial void LogLeft(ILogger logger, SiloAddress silo);
}
