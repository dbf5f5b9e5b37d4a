using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>The list of calls: filters, and the page that is asked for.</summary>
internal static class CallListing
{
    public static ApiError? Read(ApiCall api, string path, DateTimeOffset visibleUntil, out JsonObject body)
    {
        body = [];
        var query = api.Query;
        var wrongPage = Paging.Read(query, out var paging);
        var wrongStart = DateFilter.Read(query, "StartTime", out var started);
        var wrongEnd = DateFilter.Read(query, "EndTime", out var ended);
        if ((wrongPage ?? wrongStart ?? wrongEnd) is { } refusal)
        {
            return refusal;
        }

        if (!PageToken.TryRead(api.World.Seed, paging.Token, out var from))
        {
            return ApiError.Invalid(21481, "Invalid page token");
        }

        lock (api.World.Gate)
        {
            var all = api.World.Calls.NewestFirst.Where(call =>
                call.AccountSid == api.Account.Sid
                && call.Created <= visibleUntil
                && Is(query, "To", call.To)
                && Is(query, "From", call.From)
                && Is(query, "ParentCallSid", call.ParentSid)
                && Is(query, "Status", CallJson.StatusOf(call))
                && started.Accepts(call.Started)
                && ended.Accepts(call.Ended));
            body = StableList.Envelope(api, path, "calls", paging, from, all, CallJson.Of);
        }

        return null;
    }

    private static bool Is(WireForm query, string name, string? value) => query.Given(name) is not { } wanted || wanted == value;
}
