using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Inbound;
using OrleansSms.TwilioSimulator.Messages;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>Texts from handsets, and statuses pushed by hand.</summary>
internal static class MessageControl
{
    public static void MapMessageControl(this IEndpointRouteBuilder control)
    {
        control.MapPost("/inbound-sms", Receive);
        control.MapPost("/messages/{sid}/status", Push);
    }

    private static async Task Receive(HttpContext context)
    {
        if (await ControlJson.Read<InboundSms>(context) is not { } sms)
        {
            return;
        }

        if (sms.Problem() is { } problem)
        {
            await ControlJson.Refuse(context, 400, problem);
            return;
        }

        var services = context.RequestServices;
        var result = await services.GetRequiredService<InboundDesk>().Receive(services.GetRequiredService<Simulation>().World, sms);
        if (result is null)
        {
            await ControlJson.Refuse(context, 404, "The simulator has no such number.");
            return;
        }

        await ControlJson.Write(context, result);
    }

    private static async Task Push(HttpContext context)
    {
        if (await ControlJson.Read<PushRequest>(context) is not { Status: { } status } request)
        {
            if (!context.Response.HasStarted)
            {
                await ControlJson.Refuse(context, 400, "'status' is missing.");
            }

            return;
        }

        if (!Status.IsKnown(status) && !request.Force)
        {
            await ControlJson.Refuse(context, 400, "Unknown status; say force=true to push it all the same.");
            return;
        }

        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        var moves = context.RequestServices.GetRequiredService<StatusMoves>();
        var errands = new Errands();
        bool? moved;
        lock (world.Gate)
        {
            moved = world.Messages.Find((string)context.Request.RouteValues["sid"]!) is { } message
                ? moves.Try(world, message, status, errands, request.ErrorCode, request.Force)
                : null;
        }

        await errands.Run();
        await (moved switch
        {
            null => ControlJson.Refuse(context, 404, "No such message."),
            false => ControlJson.Refuse(context, 409, "The message cannot move to that status; say force=true to push it all the same."),
            true => ControlJson.Write(context, new { status, request.ErrorCode }),
        });
    }

    private sealed record PushRequest(string? Status, int? ErrorCode, bool Force);
}
