using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Services;

internal static class ServiceEndpoints
{
    public static void MapServices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/Services", List);
        app.MapGet("/v1/Services/{sid}", Fetch);
        app.MapGet("/v1/Services/{sid}/PhoneNumbers", ListNumbers);
    }

    private static Task List(HttpContext context)
    {
        var call = ApiCall.Of(context);
        return Page(context, "services", () =>
            [.. call.World.Services.All.Where(service => service.AccountSid == call.Account.Sid).Select(service => ServiceJson.Of(context, service))]);
    }

    private static Task Fetch(HttpContext context)
    {
        JsonObject? body;
        lock (ApiCall.Of(context).World.Gate)
        {
            body = Find(context) is { } service ? ServiceJson.Of(context, service) : null;
        }

        return body is null ? Reply.Error(context, ApiError.NotFound(context.Request.Path)) : Reply.Json(context, 200, body);
    }

    private static Task ListNumbers(HttpContext context)
    {
        var call = ApiCall.Of(context);
        lock (call.World.Gate)
        {
            if (Find(context) is not { } service)
            {
                return Reply.Error(context, ApiError.NotFound(context.Request.Path));
            }

            var numbers = service.Numbers.Select(call.World.Numbers.Find).OfType<OwnedNumber>()
                .Select(number => ServiceJson.OfNumber(context, service, number)).ToList();
            return Page(context, "phone_numbers", () => numbers);
        }
    }

    private static MessagingService? Find(HttpContext context)
    {
        var call = ApiCall.Of(context);
        var service = call.World.Services.Find((string?)context.Request.RouteValues["sid"]);
        return service?.AccountSid == call.Account.Sid ? service : null;
    }

    private static Task Page(HttpContext context, string key, Func<IReadOnlyList<JsonObject>> rows)
    {
        var call = ApiCall.Of(context);
        if (Paging.Read(call.Query, out var paging) is { } refusal)
        {
            return Reply.Error(context, refusal);
        }

        IReadOnlyList<JsonObject> all;
        lock (call.World.Gate)
        {
            all = rows();
        }

        if (SmallList.Cut(all, paging, out var start, out var page) is { } wrongToken)
        {
            return Reply.Error(context, wrongToken);
        }

        return Reply.Json(context, 200, ServiceJson.Envelope(context, key, paging, start, all.Count, page));
    }
}
