using Orleans.Services;
using OrleansSms.Grains.Presence;

namespace OrleansSms.Grains.Live;

/// <summary>Where a silo takes the changes that others committed, and who sits at their screens. One on every silo; the cluster's membership is the list of receivers.</summary>
[Alias("sms.IFeedService")]
internal interface IFeedService : IGrainService
{
    /// <summary>Awaited by the sender before the next batch, so that batches arrive in order.</summary>
    [ResponseTimeout("00:00:05")]
    Task Push(FeedBatch batch);

    /// <summary>Who has which conversation open at the sender's. Awaited as well.</summary>
    [ResponseTimeout("00:00:05")]
    Task Tell(PresenceNews news);
}
