using System.Net;
using Polly;
using Polly.Retry;

namespace OrleansSms.Twilio.Outbound;

/// <summary>
/// What may be posted again: only what the carrier surely did not execute. There is no idempotency key, so any other
/// repetition could text a customer twice.
/// </summary>
internal static class TwilioRetries
{
    private const int Again = 5;
    private const int AgainWithoutConnection = 2;
    private static readonly TimeSpan OnePost = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<TimeSpan> Waited = new("twilio.waited");

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time, int maxConcurrent, PostPatience patience)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddTimeout(patience.Altogether)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Again,
                ShouldHandle = attempt => ValueTask.FromResult(MayRepeat(attempt, time, patience.LongestWait)),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(Wait(attempt, time)),
            })
            // Inside the retry, so that nobody holds a place while waiting; no queue limit, because the outbox is the queue.
            .AddConcurrencyLimiter(maxConcurrent, int.MaxValue)
            .AddTimeout(OnePost);
    }

    /// <summary>The carrier's own wish, when it has one.</summary>
    public static TimeSpan? Asked(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static bool MayRepeat(RetryPredicateArguments<HttpResponseMessage> attempt, TimeProvider time, TimeSpan longestWait) => attempt.Outcome switch
    {
        { Exception: NeverSentException } => attempt.AttemptNumber < AgainWithoutConnection,
        { Result: { StatusCode: HttpStatusCode.TooManyRequests } busy } =>
            attempt.Context.Properties.GetValue(Waited, TimeSpan.Zero) + (Asked(busy, time) ?? Ceiling(attempt.AttemptNumber)) <= longestWait,
        _ => false,
    };

    private static TimeSpan Wait(RetryDelayGeneratorArguments<HttpResponseMessage> attempt, TimeProvider time)
    {
        var asked = attempt.Outcome.Result is { } busy ? Asked(busy, time) : null;
        // Full jitter: hosts that were refused together do not come back together.
        var wait = asked ?? Ceiling(attempt.AttemptNumber) * Random.Shared.NextDouble();
        attempt.Context.Properties.Set(Waited, attempt.Context.Properties.GetValue(Waited, TimeSpan.Zero) + wait);
        return wait;
    }

    /// <summary>0.5, 1, 2, 4, 8 seconds.</summary>
    private static TimeSpan Ceiling(int attempt) => TimeSpan.FromSeconds(0.5 * (1 << attempt));
}
