using System.Net;
using OrleansSms.Twilio.Outbound;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OrleansSms.Twilio.Records;

/// <summary>Asking changes nothing at the carrier, so whatever went wrong on the way may be asked again; but not for ever.</summary>
internal static class RecordRetries
{
    public static readonly TimeSpan OneTry = TimeSpan.FromSeconds(15);
    private const int Again = 4;

    // The carrier counts what an account has under way at once, and texts that go out come first.
    private const int AtOnce = 3;
    private static readonly TimeSpan Altogether = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddConcurrencyLimiter(AtOnce, int.MaxValue)
            .AddTimeout(Altogether)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Again,
                ShouldHandle = attempt => ValueTask.FromResult(MayBeBetterLater(attempt.Outcome, time)),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(Wait(attempt, time)),
            })
            .AddTimeout(OneTry);
    }

    private static bool MayBeBetterLater(Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => IsPassing(response.StatusCode) && !(TwilioRetries.Asked(response, time) > LongestWait),
        _ => false,
    };

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>The carrier's own wish, else 0.5, 1, 2, 4 seconds with full jitter: hosts that were refused together do not come back together.</summary>
    private static TimeSpan Wait(RetryDelayGeneratorArguments<HttpResponseMessage> attempt, TimeProvider time) =>
        (attempt.Outcome.Result is { } response ? TwilioRetries.Asked(response, time) : null)
        ?? TimeSpan.FromSeconds(0.5 * (1 << attempt.AttemptNumber)) * Random.Shared.NextDouble();
}
