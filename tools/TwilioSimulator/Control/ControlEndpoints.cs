using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>The simulator's own API; the carrier has nothing like it.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var control = app.MapGroup("/_sim");
        control.MapPost("/reset", Reset);
        control.MapPost("/clock", SetClock);
        control.MapGet("/clock", Clock);
        control.MapGet("/state", StateEndpoint.Read);
        control.MapWorldControl();
        control.MapMessageControl();
        control.MapCallControl();
        control.MapFaultControl();
        control.MapLogs();
    }

    private static async Task Reset(HttpContext context)
    {
        ResetRequest? request = new(null);
        if (context.Request.HasJsonContentType() && (request = await ControlJson.Read<ResetRequest>(context)) is null)
        {
            return;
        }

        context.RequestServices.GetRequiredService<Simulation>().Reset(request.Seed);
        await Clock(context);
    }

    private static async Task SetClock(HttpContext context)
    {
        if (await ControlJson.Read<ClockRequest>(context) is not { } request)
        {
            return;
        }

        if (request is { Speed: <= 0 or > 100_000 } or { AdvanceSeconds: < 0 or > 315_360_000 })
        {
            await ControlJson.Refuse(context, 400, "'speed' must be positive; 'advanceSeconds' must lie between 0 and ten years.");
            return;
        }

        var clock = context.RequestServices.GetRequiredService<SimulatedClock>();
        clock.Set(request.Mode, request.Speed);
        if (request.AdvanceSeconds is { } seconds)
        {
            await clock.Advance(TimeSpan.FromSeconds(seconds), context.RequestAborted);
        }

        await Clock(context);
    }

    private static Task Clock(HttpContext context)
    {
        var clock = context.RequestServices.GetRequiredService<SimulatedClock>();
        return ControlJson.Write(context, new { now = clock.GetUtcNow(), clock.Mode, clock.Speed, clock.Pending });
    }

    private sealed record ResetRequest(long? Seed);

    private sealed record ClockRequest(ClockMode? Mode, double? Speed, double? AdvanceSeconds);
}
