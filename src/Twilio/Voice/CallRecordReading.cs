using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Outbound;
using OrleansSms.Twilio.Records;

namespace OrleansSms.Twilio.Voice;

/// <summary>A call of the carrier's JSON as a record.</summary>
internal static class CallRecordReading
{
    /// <summary>Null: it does not say which call it is, or how that stands.</summary>
    public static CallRecord? Read(CarrierJson call) =>
        call.Text("sid") is { } sid && Sid.IsUsable(sid) && call.Text("status") is { Length: > 0 } word
            ? new(
                sid,
                call.Text("parent_call_sid") is { Length: > 0 } parent ? parent : null,
                call.Text("to") ?? "",
                word,
                call.Number("duration") is >= 0 and var seconds ? seconds : null,
                CarrierDates.Read(call.Text("date_created")) ?? CarrierDates.Read(call.Text("start_time")),
                CarrierDates.Read(call.Text("end_time")))
            : null;

    /// <summary>It was asked for by a program, and did not follow from another call.</summary>
    public static bool IsPlaced(CarrierJson call) =>
        call.Text("parent_call_sid") is not { Length: > 0 } && call.Text("direction") is (null or "outbound-api");
}
