using OrleansSms.Calls;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Records;

namespace OrleansSms.Twilio.Voice;

/// <summary>Understands what is said of a recording. When it is fetched is not for the carrier to say.</summary>
internal static class RecordingReading
{
    private const int MaxUrl = 4000;
    private const int MaxTranscript = 16_000;

    /// <returns>Null: it does not say which recording, or what became of it.</returns>
    public static CallRecording? Read(VoiceIds ids, WebhookForm fields, DateTimeOffset now)
    {
        if (fields.Text("RecordingSid"u8) is not { } sid || !Sid.IsUsable(sid) || fields.Text("RecordingStatus"u8) is not { Length: > 0 } word)
        {
            return null;
        }

        var status = StatusOf(word);
        return new(
            sid,
            ids.Kind ?? (fields.Text("RecordingSource"u8) == "RecordVerb" ? RecordingKind.Voicemail : RecordingKind.Call),
            status,
            fields.Number("RecordingDuration"u8),
            fields.Number("RecordingChannels"u8) == 2 ? 2 : 1,
            Announcement: null,
            Transcript: null,
            UrlOf(fields),
            CarrierDates.Read(fields.Text("RecordingStartTime"u8)) ?? now,
            Problem: status == RecordingStatus.Absent ? fields.Number("ErrorCode"u8) is > 0 and var code ? $"{code}" : "absent" : null);
    }

    /// <summary>Who speaks to the voicemail is written down, nobody else.</summary>
    /// <returns>Null: it does not say of which recording.</returns>
    public static CallRecording? ReadTranscript(WebhookForm fields, DateTimeOffset now)
    {
        if (fields.Text("RecordingSid"u8) is not { } sid || !Sid.IsUsable(sid))
        {
            return null;
        }

        var text = fields.Text("TranscriptionText"u8) is { } told && !string.IsNullOrWhiteSpace(told) ? told.Trim() : null;
        return new(
            sid, RecordingKind.Voicemail, RecordingStatus.InProgress, Seconds: null, Channels: 1, Announcement: null,
            text is null ? null : Cut.To(text, MaxTranscript), UrlOf(fields), now);
    }

    public static RecordingStatus StatusOf(string word) => word switch
    {
        "completed" => RecordingStatus.Waiting,
        "absent" or "failed" => RecordingStatus.Absent,
        _ => RecordingStatus.InProgress,
    };

    private static string? UrlOf(WebhookForm fields) =>
        fields.Text("RecordingUrl"u8) is { Length: > 0 and <= MaxUrl } url
        && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https")
            ? url
            : null;
}
