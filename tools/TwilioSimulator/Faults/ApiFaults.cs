using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Faults;

/// <summary>Disturbs API requests: before, after or instead of their execution.</summary>
internal static class ApiFaults
{
    public static void UseApiFaults(this WebApplication app) => app.Use(Disturb);

    private static Task Disturb(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<ApiCall>() is not { } call || Choose(context, call) is not { } fault)
        {
            return next(context);
        }

        call.Fault = $"{fault.Id} {fault.Request.Effect}";
        return Happen(context, next, fault.Request);
    }

    private static Fault? Choose(HttpContext context, ApiCall call)
    {
        var path = context.Request.Path.Value!;
        var to = call.Form["To"] ?? call.Query["To"];
        lock (call.World.Gate)
        {
            if (call.World.Faults.TakeFirst(FaultSides.IsApi, path, context.Request.Method, to) is { } fault)
            {
                return fault;
            }

            var creates = HttpMethods.IsPost(context.Request.Method) && path.EndsWith("/Messages.json", StringComparison.Ordinal);
            return creates && !call.IsTest && to is not null
                ? OutcomeFaults.For(call.World, call.World.Handsets.Role(to), call.Form["Body"] ?? "")
                : null;
        }
    }

    private static async Task Happen(HttpContext context, RequestDelegate next, FaultRequest fault)
    {
        switch (fault.Effect)
        {
            case FaultEffect.ConnectRefused or FaultEffect.TlsFailure:
                context.Abort();
                return;
            case FaultEffect.TimeoutBeforeExecute:
                await HoldThenCut(context);
                return;
            case FaultEffect.TimeoutAfterExecute:
                await ExecuteUnseen(context, next);
                await HoldThenCut(context);
                return;
            case FaultEffect.ResetAfterExecute:
                await ExecuteUnseen(context, next);
                context.Abort();
                return;
            case FaultEffect.Slow:
                await Wait(context, TimeSpan.FromMilliseconds(fault.Ms));
                await next(context);
                return;
            case FaultEffect.Status:
                await AnswerInstead(context, next, fault);
                return;
            default:
                await Spoil(context, fault, await ExecuteUnseen(context, next));
                return;
        }
    }

    private static async Task AnswerInstead(HttpContext context, RequestDelegate next, FaultRequest fault)
    {
        if (fault.Execute)
        {
            await ExecuteUnseen(context, next);
        }

        if (fault.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = Wire.Number(seconds);
        }

        var status = fault.Code ?? 500;
        if (fault.Body is null)
        {
            await Reply.Error(context, new(status, CodeOf(status), "Simulated fault"));
        }
        else
        {
            await Reply.Raw(context, status, fault.ContentType ?? "text/html", fault.Body);
        }
    }

    private static async Task Spoil(HttpContext context, FaultRequest fault, ReadOnlyMemory<byte> answer)
    {
        var response = context.Response;
        switch (fault.Effect)
        {
            case FaultEffect.MalformedJson:
                await Reply.Raw(context, response.StatusCode, "application/json", "{\"sid\": \"SM, \"status\": queued");
                return;
            case FaultEffect.TruncatedBody:
                response.ContentLength = answer.Length;
                await response.Body.WriteAsync(answer[..(answer.Length / 2)], context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return;
            case FaultEffect.WrongContentType:
                response.ContentType = fault.ContentType ?? "text/html";
                await response.Body.WriteAsync(answer, context.RequestAborted);
                return;
            default:
                response.ContentLength = 0;
                return;
        }
    }

    /// <summary>Lets the request happen and keeps the answer to ourselves.</summary>
    private static async Task<ReadOnlyMemory<byte>> ExecuteUnseen(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var hidden = new MemoryStream();
        context.Response.Body = hidden;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        return hidden.ToArray();
    }

    private static async Task HoldThenCut(HttpContext context)
    {
        await Wait(context, TimeSpan.FromSeconds(ApiCall.Of(context).World.Settings.HoldSeconds));
        context.Abort();
    }

    private static async Task Wait(HttpContext context, TimeSpan wait)
    {
        var clock = context.RequestServices.GetRequiredService<SimulatedClock>();
        try
        {
            await Task.Delay(wait, clock, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up first, which is what holding the connection is for.
        }
    }

    private static int CodeOf(int status) => status switch
    {
        401 => 20003,
        404 => 20404,
        429 => 20429,
        503 => 20503,
        >= 500 => 20500,
        _ => 20422,
    };
}
