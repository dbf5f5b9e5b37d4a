using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OrleansSms.Twilio.Numbers;

/// <summary>A person waits, so it is tried again, but not for long.</summary>
internal static class QuestionRetries
{
    private const int Again = 2;
    private const int AtOnce = 4;
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Altogether = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.4);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddTimeout(Altogether)
            .AddConcurrencyLimiter(AtOnce, int.MaxValue)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Again,
                Delay = Pause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
                {
                    { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
                    { Result.StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
                    _ => false,
                }),
            })
            .AddTimeout(OneTry);
    }
}
