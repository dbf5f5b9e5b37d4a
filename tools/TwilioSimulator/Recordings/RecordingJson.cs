using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Recordings;

internal static class RecordingJson
{
    private const decimal PricePerMinute = -0.0025m;

    public static JsonObject Of(Recording recording) => new()
    {
        ["sid"] = recording.Sid,
        ["account_sid"] = recording.AccountSid,
        ["call_sid"] = recording.CallSid,
        ["conference_sid"] = null,
        ["api_version"] = "2010-04-01",
        ["channels"] = recording.Order.Channels,
        ["track"] = recording.Order.Track,
        ["duration"] = recording.Seconds is { } seconds ? Wire.Number(seconds) : null,
        ["start_time"] = Wire.Date(recording.Started),
        ["date_created"] = Wire.Date(recording.Started),
        ["date_updated"] = Wire.Date(recording.Updated),
        ["price"] = recording.Status == RecordingStatus.Completed ? Wire.Price(PricePerMinute * ((recording.Seconds ?? 0) + 59) / 60) : null,
        ["price_unit"] = "USD",
        ["source"] = recording.Source,
        ["status"] = recording.Status,
        ["error_code"] = recording.ErrorCode,
        ["encryption_details"] = null,
        ["media_url"] = recording.Url,
        ["uri"] = recording.Path + ".json",
        ["subresource_uris"] = new JsonObject { ["transcriptions"] = recording.Path + "/Transcriptions.json" },
    };
}
