using Npgsql;
using Polly;
using Polly.Retry;

namespace OrleansSms.Postgres.Commits;

/// <summary>Repeats only what the server surely rolled back because of what others did at the same moment.</summary>
internal static class SafeRetries
{
    private const int Again = 4;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(10);

    public static ResiliencePipeline Of(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Again,
            Delay = FirstWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<PostgresException>(Refusal.IsOfTheMoment),
        })
        .Build();
}
