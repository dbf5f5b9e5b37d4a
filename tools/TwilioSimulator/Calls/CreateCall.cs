using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Calls.Rules;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Voice;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>POST of a new call.</summary>
internal sealed class CreateCall(OutboundCalls calls, SimulatedClock clock)
{
    public async Task Handle(HttpContext context)
    {
        var api = ApiCall.Of(context);
        var request = new CallRequest(api.Form);
        if (TryAccept(context, api, request, out var atOnce, out var answer) is { } refusal)
        {
            await Reply.Error(context, refusal);
            return;
        }

        if (atOnce is not null)
        {
            await calls.Begin(atOnce, CallDrafts.OrderOf(request));
        }

        await Reply.Json(context, StatusCodes.Status201Created, answer);
    }

    private ApiError? TryAccept(HttpContext context, ApiCall api, CallRequest request, out Leg? atOnce, out JsonObject answer)
    {
        (atOnce, answer) = (null, null!);
        lock (api.World.Gate)
        {
            var input = new CallRuleInput(api.World, api.Account, request, api.IsTest);
            if (CallRules.Check(input) is { } refusal)
            {
                return refusal;
            }

            var call = CallDrafts.CallOf(input, clock.GetUtcNow());
            api.Sid = call.Sid;
            if (!api.IsTest)
            {
                var isAtOnce = api.World.Faults.TakeFirst(
                    effect => effect == FaultEffect.CallbackBeforeResponse, context.Request.Path, "POST", call.To) is not null;
                var leg = calls.Accept(api.World, api.Account, call, CallDrafts.OrderOf(request), isAtOnce);
                atOnce = isAtOnce ? leg : null;
            }

            answer = CallJson.Of(call);
            return null;
        }
    }
}
