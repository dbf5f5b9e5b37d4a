using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime.Services;
using OrleansSms.Grains.Presence;

namespace OrleansSms.Grains.Live;

/// <inheritdoc cref="IFeedService"/>
[Reentrant]
internal sealed class FeedService(GrainId id, Silo silo, ILoggerFactory loggers, ChangeFeed feed, PresenceBook presence)
    : GrainService(id, silo, loggers), IFeedService
{
    public Task Push(FeedBatch batch)
    {
        feed.Receive(batch);
        return Task.CompletedTask;
    }

    public Task Tell(PresenceNews news)
    {
        presence.Receive(news);
        return Task.CompletedTask;
    }
}

/// <summary>Addresses the feed service of a given silo.</summary>
internal sealed class FeedServiceClient(IServiceProvider services) : GrainServiceClient<IFeedService>(services)
{
    public IFeedService On(SiloAddress silo) => GetGrainService(silo);
}
