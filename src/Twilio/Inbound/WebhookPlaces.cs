using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// Bounds the work behind the doors. Only what the carrier signed takes a place, so that no flood of strangers can fill
/// them, and keeps it until its work has ended, also when the answer did not wait that long.
/// </summary>
internal sealed class WebhookPlaces(IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    private readonly TimeSpan _wait = options.Value.Wait;
    private readonly int _mostWaiting = options.Value.AtOnce;
    private readonly ConcurrencyLimiter _places = new(new()
    {
        PermitLimit = options.Value.AtOnce,
        QueueLimit = options.Value.AtOnce,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Places that are free, and how many wait for one.</summary>
    public (long Free, long Waiting) Now => _places.GetStatistics() is { } now ? (now.CurrentAvailablePermits, now.CurrentQueuedCount) : default;

    /// <summary>Nobody more may wait.</summary>
    public bool AreFull => _places.GetStatistics() is { } now && now.CurrentQueuedCount >= _mostWaiting;

    /// <returns>Null: no place, at once where too many wait already. Dispose to give it back.</returns>
    public ValueTask<RateLimitLease?> Take()
    {
        var place = _places.AttemptAcquire();
        return place.IsAcquired ? new(place) : TakeNext();
    }

    public void Dispose() => _places.Dispose();

    private async ValueTask<RateLimitLease?> TakeNext()
    {
        using var patience = new CancellationTokenSource(_wait, time);
        try
        {
            var place = await _places.AcquireAsync(1, patience.Token);
            return place.IsAcquired ? place : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
