using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Security;

/// <summary>
/// One caller cannot take the API from the others, and all together cannot ask for more than can be done: the work under way
/// and what waits for it are bounded. Webhooks are not limited here: they are bounded at their own doors.
/// </summary>
internal static class Limits
{
    private const string BusyRetryAfterSeconds = "2";
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, limits) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = Refuse;
            // Asked in this order. A place is waited for by whoever has a share; the pace is last, so that waiting costs none of it.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                OfApi(context => RateLimitPartition.GetConcurrencyLimiter(CallerOf(context), _ => Places((limits.Value.AtOnce + 1) / 2, limits.Value.AtOnce))),
                OfApi(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => Places(limits.Value.AtOnce, limits.Value.AtOnce))),
                OfApi(context => RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => Bucket(limits.Value))));
        });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>((kestrel, limits) => kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections);
    }

    private static PartitionedRateLimiter<HttpContext> OfApi(Func<HttpContext, RateLimitPartition<string>> partition) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api") ? partition(context) : RateLimitPartition.GetNoLimiter("none"));

    private static ConcurrencyLimiterOptions Places(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    private static string CallerOf(HttpContext context) =>
        context.User.FindFirstValue(CurrentCaller.TokenClaim) ?? context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientAddress.Of(context) ?? "";

    private static TokenBucketRateLimiterOptions Bucket(LimitOptions limits) => new()
    {
        TokenLimit = Math.Max(limits.Burst, limits.RequestsPerSecond / 10 + 1),
        TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
        ReplenishmentPeriod = limits.RequestsPerSecond >= 10 ? Refill : TimeSpan.FromSeconds(1.0 / limits.RequestsPerSecond),
        QueueLimit = 0,
    };

    private static async ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancellation)
    {
        // Only a caller's own pace says how long to wait.
        var isOfPace = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        rejected.HttpContext.Response.Headers.RetryAfter = isOfPace ? Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : BusyRetryAfterSeconds;
        await (isOfPace
            ? Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "That was a lot at once. Wait a moment, then go on.")
            : Problem.Busy()).ExecuteAsync(rejected.HttpContext);
    }
}
