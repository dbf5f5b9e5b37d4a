using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <inheritdoc cref="IRecordings"/>
internal sealed class Recordings(ICallDesk desk, IRecordingStore store) : IRecordings
{
    public async Task<RecordingFile?> Open(Guid callId, string sid, CancellationToken cancellation) =>
        await desk.Find(callId, cancellation) is { } call
        && call.Recordings.FirstOrDefault(one => one.Sid == sid) is { Status: RecordingStatus.Ready } recording
        && await store.Open(new(callId, sid), cancellation) is { } content
            ? new(content, PlayedAs(recording.ContentType), Name(recording), recording.CreatedAt)
            : null;

    /// <summary>Sound is played; anything else is only ever saved.</summary>
    private static string PlayedAs(string? contentType) =>
        contentType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) == true ? contentType : "application/octet-stream";

    /// <summary>Without a number: files are sent around.</summary>
    private static string Name(CallRecording recording) => string.Create(
        CultureInfo.InvariantCulture, $"{(recording.Kind == RecordingKind.Voicemail ? "voicemail" : "call")}-{recording.CreatedAt.UtcDateTime:yyyy-MM-dd-HHmm}{Ending(recording.ContentType)}");

    private static string Ending(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "audio/mpeg" or "audio/mp3" => ".mp3",
        "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => ".wav",
        _ => "",
    };
}
