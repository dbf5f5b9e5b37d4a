using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Faults;

namespace OrleansSms.TwilioSimulator.Control;

internal static class FaultControl
{
    public static void MapFaultControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("/faults", List);
        control.MapPost("/faults", Add);
        control.MapDelete("/faults", Clear);
        control.MapDelete("/faults/{id}", Remove);
    }

    public static object Describe(Fault fault) => new { fault.Id, fault.Happened, fault.Request };

    private static World WorldOf(HttpContext context) => context.RequestServices.GetRequiredService<Simulation>().World;

    private static Task List(HttpContext context)
    {
        var world = WorldOf(context);
        List<object> faults;
        lock (world.Gate)
        {
            faults = [.. world.Faults.All.Select(Describe)];
        }

        return ControlJson.Write(context, faults);
    }

    private static async Task Add(HttpContext context)
    {
        if (await ControlJson.Read<FaultRequest>(context) is not { } request)
        {
            return;
        }

        if (ProblemOf(request) is { } problem)
        {
            await ControlJson.Refuse(context, 400, problem);
            return;
        }

        var world = WorldOf(context);
        Fault fault;
        lock (world.Gate)
        {
            fault = world.Faults.Add(request);
        }

        await ControlJson.Write(context, Describe(fault), StatusCodes.Status201Created);
    }

    private static Task Clear(HttpContext context)
    {
        var world = WorldOf(context);
        lock (world.Gate)
        {
            world.Faults.Clear();
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task Remove(HttpContext context)
    {
        var world = WorldOf(context);
        lock (world.Gate)
        {
            context.Response.StatusCode = world.Faults.Remove((string)context.Request.RouteValues["id"]!)
                ? StatusCodes.Status204NoContent
                : StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }

    private static string? ProblemOf(FaultRequest request) => request switch
    {
        { Count: < 1 } => "'count' must be at least 1.",
        { Probability: < 0 or > 1 } => "'probability' must lie between 0 and 1.",
        { After: < 0 } => "'after' must not be negative.",
        { Code: < 100 or > 599 } => "'code' must be an HTTP status.",
        { N: < 1 or > 100 } => "'n' must lie between 1 and 100.",
        { Ms: < 0 } or { Seconds: < 0 } or { Hours: < 0 } or { Bytes: < 0 } => "A duration or length must not be negative.",
        _ => null,
    };
}
