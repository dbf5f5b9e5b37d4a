using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.PhoneNumbers;
using OrleansSms.Twilio.Outbound;
using OrleansSms.Twilio.Voice;

namespace OrleansSms.Twilio.Records;

/// <summary>Calls and recordings of the carrier's JSON.</summary>
internal static class CallListReading
{
    /// <summary>Null: it does not say which call it is or how that stands, or it has not begun.</summary>
    public static ListedCall? Read(CarrierJson call)
    {
        if (CallRecordReading.Read(call) is not { StartedAt: { } begun } record)
        {
            return null;
        }

        var direction = call.Text("direction")?.StartsWith("inbound", StringComparison.OrdinalIgnoreCase) == true ? Direction.Inbound : Direction.Outbound;
        var from = direction == Direction.Inbound ? CallerId.Read(call.Text("from")) : PhoneNumber.Canonical(call.Text("from") ?? "");
        var to = direction == Direction.Inbound ? PhoneNumber.Canonical(record.To) : record.To;
        return new(record.Sid, record.ParentSid, direction, from, to, record.Word, record.Seconds, begun, record.EndedAt);
    }

    /// <summary>Null: it does not say which recording it is or what became of it, or it is gone.</summary>
    /// <param name="file">Where the file lies: an answer does not choose where our credentials go.</param>
    public static CallRecording? ReadRecording(CarrierJson recording, Func<string, Uri> file)
    {
        if (recording.Text("sid") is not { } sid || !Sid.IsUsable(sid) || recording.Text("status") is not ({ Length: > 0 } and not "deleted" and var word)
            || (CarrierDates.Read(recording.Text("start_time")) ?? CarrierDates.Read(recording.Text("date_created"))) is not { } created)
        {
            return null;
        }

        var status = RecordingReading.StatusOf(word);
        return new(
            sid,
            recording.Text("source") == "RecordVerb" ? RecordingKind.Voicemail : RecordingKind.Call,
            status,
            recording.Number("duration") is >= 0 and var seconds ? seconds : null,
            recording.Number("channels") == 2 ? 2 : 1,
            Announcement: null,
            Transcript: null,
            file(sid).AbsoluteUri,
            created,
            Problem: status == RecordingStatus.Absent ? recording.Number("error_code") is > 0 and var code ? $"{code}" : "absent" : null);
    }
}
