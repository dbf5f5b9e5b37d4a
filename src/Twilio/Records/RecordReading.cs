using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Records;

/// <summary>A message of the carrier's JSON as a record.</summary>
internal static class RecordReading
{
    /// <summary>Null: it does not say which message it is, which way that went, or when.</summary>
    public static CarrierRecord? Read(CarrierJson message)
    {
        var sid = message.Text("sid");
        var created = CarrierDates.Read(message.Text("date_created")) ?? CarrierDates.Read(message.Text("date_sent"));
        if (!Sid.IsUsable(sid) || DirectionOf(message.Text("direction")) is not { } direction || created is not { } moment)
        {
            return null;
        }

        return new(
            sid!,
            direction,
            message.Text("from"),
            message.Text("to"),
            message.Text("body") ?? "",
            message.Text("status") ?? "",
            message.Number("error_code") is > 0 and var code ? code : null,
            message.Number("num_segments") is > 0 and var segments ? segments : null,
            Math.Max(0, message.Number("num_media") ?? 0),
            ImmutableArray<MediaItem>.Empty,
            message.Amount("price"),
            message.Text("price_unit"),
            moment,
            CarrierDates.Read(message.Text("date_sent")),
            CarrierDates.Read(message.Text("date_updated")) ?? moment);
    }

    /// <summary>"inbound", "outbound-api", "outbound-call", "outbound-reply", and whatever else may leave one day.</summary>
    private static Direction? DirectionOf(string? word) => word switch
    {
        null => null,
        _ when word.StartsWith("inbound", StringComparison.OrdinalIgnoreCase) => Direction.Inbound,
        _ when word.StartsWith("outbound", StringComparison.OrdinalIgnoreCase) => Direction.Outbound,
        _ => null,
    };
}
