using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/2010-04-01/Accounts/{account}.json", Fetch);
        app.MapGet("/2010-04-01/Accounts/{account}/Balance.json", Balance);
    }

    private static Task Fetch(HttpContext context)
    {
        var call = ApiCall.Of(context);
        if (call.Caller.Kind == CallerKind.StandardKey)
        {
            return Reply.Error(context, ApiError.Authenticate);
        }

        var account = call.Account;
        return Reply.Json(context, 200, new JsonObject
        {
            ["status"] = account.Status,
            ["sid"] = account.Sid,
            ["friendly_name"] = account.FriendlyName,
            ["type"] = account.Type,
            ["owner_account_sid"] = account.OwnerSid ?? account.Sid,
            ["date_created"] = Wire.Date(account.Created),
            ["date_updated"] = Wire.Date(account.Created),
            ["uri"] = $"/2010-04-01/Accounts/{account.Sid}.json",
        });
    }

    private static Task Balance(HttpContext context)
    {
        var account = ApiCall.Of(context).Account;
        return Reply.Json(context, 200, new JsonObject
        {
            ["currency"] = "USD",
            ["account_sid"] = account.Sid,
            ["balance"] = account.Balance,
        });
    }
}
