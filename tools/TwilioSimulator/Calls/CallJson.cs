using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Calls;

internal static class CallJson
{
    public static JsonObject Of(Call call)
    {
        var uri = $"/2010-04-01/Accounts/{call.AccountSid}/Calls/{call.Sid}";
        return new JsonObject
        {
            ["sid"] = call.Sid,
            ["account_sid"] = call.AccountSid,
            ["api_version"] = "2010-04-01",
            ["parent_call_sid"] = call.ParentSid,
            ["from"] = call.From,
            ["from_formatted"] = Formatted(call.From),
            ["to"] = call.To,
            ["to_formatted"] = Formatted(call.To),
            ["phone_number_sid"] = call.NumberSid,
            ["status"] = StatusOf(call),
            ["direction"] = call.Direction,
            ["start_time"] = Wire.Date(call.Started),
            ["end_time"] = Wire.Date(call.Ended),
            ["duration"] = call.Seconds is { } seconds ? Wire.Number(seconds) : null,
            ["answered_by"] = call.AnsweredBy,
            ["forwarded_from"] = null,
            ["caller_name"] = null,
            ["price"] = call.Price,
            ["price_unit"] = "USD",
            ["queue_time"] = Wire.Number(call.Started is { } started ? (long)(started - call.Created).TotalMilliseconds : 0),
            ["group_sid"] = null,
            ["trunk_sid"] = null,
            ["date_created"] = Wire.Date(call.Created),
            ["date_updated"] = Wire.Date(call.Updated),
            ["uri"] = uri + ".json",
            ["subresource_uris"] = new JsonObject
            {
                ["recordings"] = uri + "/Recordings.json",
                ["events"] = uri + "/Events.json",
                ["notifications"] = uri + "/Notifications.json",
            },
        };
    }

    /// <summary>The status as the resource tells it, which does not know that dialling has begun.</summary>
    public static string StatusOf(Call call) => call.Status == CallStatus.Initiated ? CallStatus.Queued : call.Status;

    private static string Formatted(string number) =>
        number.Length == 12 && number.StartsWith("+1", StringComparison.Ordinal) ? $"({number[2..5]}) {number[5..8]}-{number[8..]}" : number;
}
