using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Inbound;

namespace OrleansSms.Twilio.Voice;

/// <summary>What the carrier tells of a call without waiting for an answer: at the doors, and again for what lies in the tray. Again is as good as once.</summary>
internal sealed class VoiceReports(ICallReception reception, TimeProvider time)
{
    public const string Unknown = "No call here is known by this callback's ids or its CallSid.";

    /// <returns>Why it was not taken, for a person; null: its effect is on disk.</returns>
    public async Task<string?> Take(Webhook webhook)
    {
        try
        {
            return webhook.Door switch
            {
                Doors.CallStatus => await Report(webhook),
                Doors.Recording => await Record(webhook),
                _ => await Transcribe(webhook),
            };
        }
        catch (RefusedException refusal)
        {
            // A rule's no stays a no however often the carrier repeats it.
            return refusal.Message;
        }
    }

    private async Task<string?> Report(Webhook webhook) =>
        CallStatusReading.Read(webhook.Target, webhook.Fields) is not { } status ? "The callback does not say what became of which call."
        : await Tell(status.Place, webhook, place => reception.Report(place, status.Report with { CallId = place.CallId }, CancellationToken.None));

    private async Task<string?> Record(Webhook webhook)
    {
        var ids = VoiceIds.Read(webhook.Target);
        return RecordingReading.Read(ids, webhook.Fields, time.GetUtcNow()) is not { } recording ? "The callback does not say what became of which recording."
            : await Tell(ids.Place, webhook, place => reception.Record(place, recording, CancellationToken.None));
    }

    private async Task<string?> Transcribe(Webhook webhook) =>
        RecordingReading.ReadTranscript(webhook.Fields, time.GetUtcNow()) is not { } recording ? "The callback does not say of which recording it is."
        // Nothing could be made out, which changes nothing.
        : recording.Transcript is null ? null
        : await Tell(VoiceIds.Read(webhook.Target).Place, webhook, place => reception.Record(place, recording, CancellationToken.None));

    private async Task<string?> Tell(CallPlace? named, Webhook webhook, Func<CallPlace, Task<bool>> tell)
    {
        if (named is { } place && await tell(place))
        {
            return null;
        }

        return webhook.Fields.Text("CallSid"u8) is { } sid && Sid.IsUsable(sid)
            && await reception.PlaceOf(sid, CancellationToken.None) is { } found && found != named && await tell(found)
                ? null
                : Unknown;
    }
}
