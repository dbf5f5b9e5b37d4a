using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace OrleansSms.Silo.Rest;

/// <summary>Faults at the edge of the API: what passes by itself is 503 with a time to try again, the rest is ours.</summary>
internal sealed partial class FaultHandler(PassingFaults faults, ILogger<FaultHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.StartsWithSegments("/api"))
        {
            return false;
        }

        var problem = exception switch
        {
            RefusedException refused => Problem.Of(refused),
            BadHttpRequestException bad => Problem.Of(bad.StatusCode, "bad-request", "The request could not be read."),
            LimitExceededException => Problem.Busy(),
            _ when PassingFaults.Include(exception) =>
                Problem.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", Unavailable(httpContext.Request)),
            _ => Problem.Of(StatusCodes.Status500InternalServerError, "error", "Something broke on our side. It has been logged."),
        };
        // A full queue is no fault, and telling of each that it refuses would be work when there is too much of it.
        if (problem.StatusCode >= StatusCodes.Status500InternalServerError && exception is not LimitExceededException
            && httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName is var endpoint && faults.Tell(endpoint ?? "", exception) is { } untold)
        {
            LogFault(logger, exception, endpoint, untold);
        }

        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>What was asked may have been done. A send says how to ask again without sending twice.</summary>
    private static string Unavailable(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsDelete(request.Method) || request.Headers.ContainsKey(SendEndpoint.KeyHeader) || SendAgainEndpoint.Is(request) || CallEndpoints.Is(request)
        ? "This cannot be done right now. Try again in a few seconds."
        : "Whether this was done is not known. Look before you try again, or send an Idempotency-Key: with one, trying again is safe.";

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed. {Untold} more failed like this since the last such line.")]
    private static partial void LogFault(ILogger logger, Exception fault, string? endpoint, long untold);
}
