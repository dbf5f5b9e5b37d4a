using System.Diagnostics;
using System.Text;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Control;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Protocol;

/// <summary>What holds for every API request: reading the form, standard headers, credentials, errors in the carrier's shape, the log.</summary>
internal static class ApiProtocol
{
    private const int MaxBody = 1024 * 1024;

    public static void UseApiProtocol(this WebApplication app) => app.Use(Serve);

    public static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/2010-04-01") || context.Request.Path.StartsWithSegments("/v1");

    private static async Task Serve(HttpContext context, RequestDelegate next)
    {
        if (!IsApi(context))
        {
            await next(context);
            await FillEmptyAnswer(context);
            return;
        }

        var started = Stopwatch.GetTimestamp();
        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        if (context.Request.ContentLength > MaxBody)
        {
            await Reply.Error(context, new(StatusCodes.Status413PayloadTooLarge, 20422, "The form is larger than 1 MB."));
            return;
        }

        var call = new ApiCall(world, $"RQ{Guid.NewGuid():n}", await ReadForm(context), WireForm.Parse(context.Request.QueryString.Value ?? ""));
        context.Features.Set(call);
        context.Response.OnStarting(() => AddHeaders(context, call, started));
        try
        {
            await Authentication.Admit(context, call, next);
            await FillEmptyAnswer(context);
        }
        finally
        {
            Log(context, call, started);
        }
    }

    private static async Task<WireForm> ReadForm(HttpContext context)
    {
        var type = context.Request.ContentType;
        if (type is null || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return WireForm.Empty;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return WireForm.Parse(await reader.ReadToEndAsync(context.RequestAborted));
    }

    private static Task AddHeaders(HttpContext context, ApiCall call, long started)
    {
        var headers = context.Response.Headers;
        headers["Twilio-Request-Id"] = call.RequestId;
        headers["Twilio-Concurrent-Requests"] = Wire.Number(call.Account?.RequestsInFlight ?? 0);
        headers["Twilio-Request-Duration"] = FormattableString.Invariant($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.000}");
        return Task.CompletedTask;
    }

    // Routing answers unknown paths and wrong verbs with an empty body; the carrier explains itself.
    private static Task FillEmptyAnswer(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.ContentType is not null)
        {
            return Task.CompletedTask;
        }

        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Reply.Error(context, ApiError.NotFound(context.Request.Path)),
            StatusCodes.Status405MethodNotAllowed => Reply.Error(context, ApiError.MethodNotAllowed(context.Request.Method)),
            _ => Task.CompletedTask,
        };
    }

    private static void Log(HttpContext context, ApiCall call, long started)
    {
        var services = context.RequestServices;
        services.GetRequiredService<Logbook<ApiLogEntry>>().Add(new(
            services.GetRequiredService<SimulatedClock>().GetUtcNow(),
            call.RequestId,
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            Authentication.UserOf(context),
            call.Form.Fields,
            context.Response.StatusCode,
            call.ErrorCode,
            call.Fault,
            call.Sid,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1)));
        lock (call.World.Gate)
        {
            call.World.Version++;
        }
    }
}
