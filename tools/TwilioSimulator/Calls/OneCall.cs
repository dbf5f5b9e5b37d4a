using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Calls.Rules;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>Reading, ending, redirecting and deleting calls.</summary>
internal sealed class OneCall(CallMoves moves, SimulatedClock clock)
{
    public Task List(HttpContext context)
    {
        var api = ApiCall.Of(context);
        double lag;
        lock (api.World.Gate)
        {
            lag = api.World.Faults.TakeFirst(effect => effect == FaultEffect.ListLag, context.Request.Path, "GET", api.Query["To"])
                ?.Request.Seconds ?? 0;
        }

        return CallListing.Read(api, context.Request.Path, clock.GetUtcNow() - clock.Scale(TimeSpan.FromSeconds(lag)), out var body) is { } refusal
            ? Reply.Error(context, refusal)
            : Reply.Json(context, StatusCodes.Status200OK, body);
    }

    public static Task Fetch(HttpContext context) => Answer(context, StatusCodes.Status200OK, (_, _) => null);

    public static Task Delete(HttpContext context) => Answer(context, StatusCodes.Status204NoContent, (world, call) =>
    {
        if (!call.IsOver)
        {
            return ApiError.Invalid(20009, "The call cannot be deleted before it is complete.");
        }

        world.Calls.Remove(call);
        world.Version++;
        return null;
    });

    public async Task Update(HttpContext context)
    {
        var request = new CallRequest(ApiCall.Of(context).Form);
        var after = new List<Func<Task>>();
        await Answer(context, StatusCodes.Status200OK, (world, call) => request.Form.Given("Status") switch
        {
            null => Change(call, request) ?? Redirect(world, call, request, after),
            CallStatus.Canceled when call.Status == CallStatus.InProgress => NotPossible(call),
            CallStatus.Canceled or CallStatus.Completed => End(world, call, after),
            _ => ApiError.Invalid(20422, "Status can only be 'canceled' or 'completed'."),
        });

        // The carrier answers first; what follows from it, webhooks above all, comes afterwards.
        foreach (var consequence in after)
        {
            clock.Plan(TimeSpan.Zero, consequence);
        }
    }

    private ApiError? End(World world, Call call, List<Func<Task>> after)
    {
        var errands = new Errands();
        if (!moves.Try(world, call, CallStatus.WhenHungUp(call.Status), errands))
        {
            return NotPossible(call);
        }

        var leg = world.Legs.GetValueOrDefault(call.Sid);
        after.Add(() =>
        {
            if (leg is null)
            {
                return errands.Run();
            }

            leg.Circuit.Tell(errands);
            leg.Circuit.Nudge();
            return leg.Circuit.Bustle.Rest();
        });
        return null;
    }

    private static ApiError? Change(Call call, CallRequest request)
    {
        if (request.StatusCallback is null)
        {
            return null;
        }

        if (call.IsOver)
        {
            return NotPossible(call);
        }

        if (!Wire.IsWebAddress(request.StatusCallback))
        {
            return ApiError.Invalid(21609, "The StatusCallback URL is not a valid URL.");
        }

        call.Subscription = CallDrafts.Subscription(request, "StatusCallback");
        return null;
    }

    private static ApiError? Redirect(World world, Call call, CallRequest request, List<Func<Task>> after)
    {
        if (request.Url is { } url && !Wire.IsWebAddress(url))
        {
            return ApiError.Invalid(21205, "Url is not a valid URL");
        }

        if (CallDrafts.DocumentOf(request) is not { } target)
        {
            return null;
        }

        if (call.Status != CallStatus.InProgress || !world.Legs.TryGetValue(call.Sid, out var leg))
        {
            return NotPossible(call);
        }

        after.Add(() =>
        {
            leg.Redirect(target);
            return leg.Circuit.Bustle.Rest();
        });
        return null;
    }

    private static ApiError NotPossible(Call call) =>
        ApiError.Invalid(21220, $"Call is not in a state that allows this. It is {CallJson.StatusOf(call)}.");

    private static Task Answer(HttpContext context, int status, Func<World, Call, ApiError?> act)
    {
        var api = ApiCall.Of(context);
        ApiError? refusal;
        JsonObject? body = null;
        lock (api.World.Gate)
        {
            var call = api.World.Calls.Find((string?)context.Request.RouteValues["sid"]);
            if (call?.AccountSid != api.Account.Sid)
            {
                refusal = ApiError.NotFound(context.Request.Path);
            }
            else
            {
                api.Sid = call.Sid;
                refusal = act(api.World, call);
                body = CallJson.Of(call);
            }
        }

        if (refusal is not null)
        {
            return Reply.Error(context, refusal);
        }

        context.Response.StatusCode = status;
        return status == StatusCodes.Status204NoContent ? Task.CompletedTask : Reply.Json(context, status, body!);
    }
}
