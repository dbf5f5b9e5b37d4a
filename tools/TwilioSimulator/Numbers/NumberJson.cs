using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Numbers;

internal static class NumberJson
{
    public static JsonObject Of(OwnedNumber number)
    {
        var json = new JsonObject
        {
            ["status"] = "in-use",
            ["sid"] = number.Sid,
            ["account_sid"] = number.AccountSid,
            ["phone_number"] = number.Number,
            ["friendly_name"] = number.FriendlyName,
            ["api_version"] = "2010-04-01",
            ["capabilities"] = Capabilities(number),
            ["date_created"] = Wire.Date(number.Created),
            ["date_updated"] = Wire.Date(number.Updated),
            ["voice_caller_id_lookup"] = false,
            ["uri"] = $"/2010-04-01/Accounts/{number.AccountSid}/IncomingPhoneNumbers/{number.Sid}.json",
        };
        foreach (var (name, value) in number.Webhooks)
        {
            json[name] = value;
        }

        return json;
    }

    public static JsonObject Capabilities(OwnedNumber number) =>
        new() { ["sms"] = number.Sms, ["mms"] = number.Mms, ["voice"] = number.Voice, ["fax"] = false };
}
