using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages;

internal static class MessageJson
{
    public static JsonObject Of(Message message)
    {
        var uri = $"/2010-04-01/Accounts/{message.AccountSid}/Messages/{message.Sid}";
        return new JsonObject
        {
            ["status"] = message.Status,
            ["to"] = message.To,
            ["from"] = message.From,
            ["sid"] = message.Sid,
            ["body"] = message.Body,
            ["num_segments"] = message.SegmentsKnown ? Wire.Number(message.NumSegments) : "0",
            ["num_media"] = Wire.Number(message.NumMedia),
            ["direction"] = message.Direction,
            ["account_sid"] = message.AccountSid,
            ["messaging_service_sid"] = message.ServiceSid,
            ["api_version"] = "2010-04-01",
            ["price"] = message.Price,
            ["price_unit"] = "USD",
            ["error_code"] = message.ErrorCode,
            ["error_message"] = message.ErrorCode is { } code ? $"Simulated error {code}" : null,
            ["date_created"] = Wire.Date(message.Created),
            ["date_sent"] = Wire.Date(message.Sent),
            ["date_updated"] = Wire.Date(message.Updated),
            ["uri"] = uri + ".json",
            ["subresource_uris"] = new JsonObject { ["media"] = uri + "/Media.json" },
        };
    }
}
