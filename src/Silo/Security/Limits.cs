using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Security;

/// <summary>One caller cannot take the API from the others. Webhooks are not limited here: they are bounded at their own doors.</summary>
internal static class Limits
{
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, limits) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = Refuse;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api")
                ? RateLimitPartition.GetTokenBucketLimiter(CallerOf(context), _ => Bucket(limits.Value))
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

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
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromSeconds(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "That was a lot at once. Wait a moment, then go on.").ExecuteAsync(rejected.HttpContext);
    }
}
