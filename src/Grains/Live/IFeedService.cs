using Orleans.Services;

namespace OrleansSms.Grains.Live;

/// <summary>Where a silo takes the changes that others committed. One on every silo; the cluster's membership is the list of receivers.</summary>
[Alias("sms.IFeedService")]
internal interface IFeedService : IGrainService
{
    /// <summary>Awaited by the sender before the next batch, so that batches arrive in order.</summary>
    [ResponseTimeout("00:00:05")]
    Task Push(FeedBatch batch);
}
