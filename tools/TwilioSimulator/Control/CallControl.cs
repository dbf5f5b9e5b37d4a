using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Voice;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>Calls from phones, and hands on phones: pick up, press, hang up.</summary>
internal static class CallControl
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(5);

    public static void MapCallControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("/calls", List);
        control.MapPost("/inbound-call", Receive);
        control.MapPost("/calls/{sid}/event", Steer);
    }

    private static Task List(HttpContext context)
    {
        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        List<JsonObject> calls;
        lock (world.Gate)
        {
            calls = [.. world.Calls.NewestFirst.Select(Describe)];
        }

        return ControlJson.Write(context, calls);
    }

    private static async Task Receive(HttpContext context)
    {
        if (await ControlJson.Read<InboundCall>(context) is not { } request)
        {
            return;
        }

        var script = request.Script ?? PhoneScript.Caller;
        if ((request.Problem() ?? script.Problem()) is { } problem)
        {
            await ControlJson.Refuse(context, 400, problem);
            return;
        }

        var services = context.RequestServices;
        var world = services.GetRequiredService<Simulation>().World;
        var leg = await services.GetRequiredService<InboundCalls>().Receive(world, request.From, request.To, script);
        if (leg is null)
        {
            await ControlJson.Refuse(context, 404, "The simulator has no such number that takes calls.");
            return;
        }

        if (request.Wait)
        {
            await UntilOver(services.GetRequiredService<SimulatedClock>(), world, leg, context.RequestAborted);
        }

        await ControlJson.Write(context, Told(world, leg, services.GetRequiredService<Logbook<WebhookLogEntry>>()));
    }

    private static async Task UntilOver(SimulatedClock clock, World world, Leg leg, CancellationToken cancellation)
    {
        if (clock.Mode == ClockMode.Virtual)
        {
            await clock.AdvanceUntil(leg.Circuit.Over, LongestCall, cancellation);
        }
        else
        {
            await Task.WhenAny(leg.Circuit.Over, world.Replaced.Task).WaitAsync(cancellation);
        }

        await leg.Circuit.Bustle.Rest();
    }

    private static async Task Steer(HttpContext context)
    {
        if (await ControlJson.Read<CallEvent>(context) is not { } request)
        {
            return;
        }

        if (request.Event == CallAction.Digits && (string.IsNullOrEmpty(request.Digits) || !PhoneScript.AreKeys(request.Digits)))
        {
            await ControlJson.Refuse(context, 400, "'digits' are needed: 0-9, * and #.");
            return;
        }

        var world = context.RequestServices.GetRequiredService<Simulation>().World;
        var sid = (string)context.Request.RouteValues["sid"]!;
        Call? call;
        Leg? leg;
        lock (world.Gate)
        {
            call = world.Calls.Find(sid);
            leg = world.Legs.GetValueOrDefault(sid);
        }

        if (call is null)
        {
            await ControlJson.Refuse(context, 404, "No such call.");
        }
        else if (leg is null || !Hands.TryDo(leg, request.Event, request.Digits))
        {
            await ControlJson.Refuse(context, 409, $"A call that is {call.Status} cannot do that.");
        }
        else
        {
            await leg.Circuit.Bustle.Rest();
            await ControlJson.Write(context, new { sid, call.Status });
        }
    }

    private static object Told(World world, Leg leg, Logbook<WebhookLogEntry> log)
    {
        lock (world.Gate)
        {
            var sids = leg.Circuit.Legs.Select(each => each.Call.Sid).ToHashSet();
            return new
            {
                callSid = leg.Call.Sid,
                legs = leg.Circuit.Legs.Select(each => Describe(each.Call)).ToList(),
                deliveries = log.Read().Where(entry => sids.Contains(entry.Sid)).ToList(),
            };
        }
    }

    private static JsonObject Describe(Call call)
    {
        var json = CallJson.Of(call);
        json["problems"] = new JsonArray([.. call.Problems.Select(problem => JsonValue.Create(problem))]);
        return json;
    }

    private sealed record InboundCall(string From = "", string To = "", PhoneScript? Script = null, bool Wait = true)
    {
        public string? Problem() => this switch
        {
            { From.Length: 0 or > 60 } => "'from' must name the phone.",
            { To.Length: 0 } => "'to' must be one of the simulator's numbers.",
            _ when From == To => "'from' and 'to' are the same number.",
            _ => null,
        };
    }

    private sealed record CallEvent(CallAction Event, string? Digits);
}
