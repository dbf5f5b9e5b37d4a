using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Numbers;

internal static class NumberEndpoints
{
    private const string Root = "/2010-04-01/Accounts/{account}/IncomingPhoneNumbers";

    public static void MapNumbers(this IEndpointRouteBuilder app)
    {
        app.MapGet(Root + ".json", List);
        app.MapGet(Root + "/{sid}.json", Fetch);
        app.MapPost(Root + "/{sid}.json", Configure);
    }

    private static Task List(HttpContext context)
    {
        var call = ApiCall.Of(context);
        if (Paging.Read(call.Query, out var paging) is { } refusal)
        {
            return Reply.Error(context, refusal);
        }

        JsonObject body;
        lock (call.World.Gate)
        {
            var all = call.World.Numbers.Of(call.Account.Sid)
                .Where(number => call.Query.Given("PhoneNumber") is not { } wanted || number.Number == wanted)
                .Where(number => call.Query.Given("FriendlyName") is not { } wanted || number.FriendlyName == wanted)
                .ToList();
            if (SmallList.Cut(all, paging, out var start, out var page) is { } wrongToken)
            {
                return Reply.Error(context, wrongToken);
            }

            var rows = new JsonArray([.. page.Select(NumberJson.Of)]);
            body = SmallList.Envelope2010(call, context.Request.Path, "incoming_phone_numbers", paging, start, all.Count, rows);
        }

        return Reply.Json(context, 200, body);
    }

    private static Task Fetch(HttpContext context)
    {
        var call = ApiCall.Of(context);
        JsonObject? body;
        lock (call.World.Gate)
        {
            body = Find(context, call) is { } number ? NumberJson.Of(number) : null;
        }

        return body is null ? Reply.Error(context, ApiError.NotFound(context.Request.Path)) : Reply.Json(context, 200, body);
    }

    private static Task Configure(HttpContext context)
    {
        var call = ApiCall.Of(context);
        JsonObject body;
        lock (call.World.Gate)
        {
            if (Find(context, call) is not { } number)
            {
                return Reply.Error(context, ApiError.NotFound(context.Request.Path));
            }

            if (NumberFields.Apply(call.Form, number) is { } refusal)
            {
                return Reply.Error(context, refusal);
            }

            number.Updated = context.RequestServices.GetRequiredService<SimulatedClock>().GetUtcNow();
            body = NumberJson.Of(number);
        }

        return Reply.Json(context, 200, body);
    }

    private static OwnedNumber? Find(HttpContext context, ApiCall call) =>
        call.World.Numbers.Of(call.Account.Sid).FirstOrDefault(number => number.Sid == (string?)context.Request.RouteValues["sid"]);
}
