using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Recordings;

/// <summary>Tells what became of a recording, and what was said in it. Used under the world's gate.</summary>
internal sealed class RecordingCallbacks(CallbackPost post)
{
    private const int ShortestTranscript = 2;
    private const int LongestTranscript = 120;

    public void Announce(World world, Recording recording, Errands errands)
    {
        if (recording.Order.Subscription is not { } subscription || !subscription.Wants(recording.Status)
            || world.Accounts.Find(recording.AccountSid) is not { } account)
        {
            return;
        }

        var to = world.Calls.Find(recording.CallSid)?.To;
        post.Send(
            world,
            account,
            new Callback("recording", recording.CallSid, subscription.Url, subscription.Method, to, FieldsOf(recording)) { StatusFields = ["RecordingStatus"] },
            errands);
    }

    public void Transcribe(World world, Recording recording, Errands errands)
    {
        if (recording.Order.TranscribeUrl is not { } url || world.Calls.Find(recording.CallSid) is not { } call
            || world.Accounts.Find(recording.AccountSid) is not { } account)
        {
            return;
        }

        var fields = CallFields.Of(call);
        var isHeard = recording.Seconds is >= ShortestTranscript and <= LongestTranscript;
        fields["TranscriptionSid"] = world.Dice.Sid("TR");
        fields["TranscriptionStatus"] = isHeard ? "completed" : "failed";
        fields["TranscriptionText"] = isHeard ? recording.Order.Says : "";
        fields["TranscriptionUrl"] = $"{recording.Url}/Transcriptions/{fields["TranscriptionSid"]}";
        fields["RecordingSid"] = recording.Sid;
        fields["RecordingUrl"] = recording.Url;
        post.Send(world, account, new Callback("transcription", recording.CallSid, url, "POST", call.To, fields), errands);
    }

    private static Dictionary<string, string> FieldsOf(Recording recording)
    {
        var fields = new Dictionary<string, string>
        {
            ["AccountSid"] = recording.AccountSid,
            ["CallSid"] = recording.CallSid,
            ["RecordingSid"] = recording.Sid,
            ["RecordingUrl"] = recording.Url,
            ["RecordingStatus"] = recording.Status,
            ["RecordingChannels"] = Wire.Number(recording.Order.Channels),
            ["RecordingStartTime"] = Wire.Date(recording.Started),
            ["RecordingSource"] = recording.Source,
            ["RecordingTrack"] = recording.Order.Track,
        };
        if (recording.Status == RecordingStatus.Completed)
        {
            fields["RecordingDuration"] = Wire.Number(recording.Seconds ?? 0);
        }

        if (recording.ErrorCode is { } code)
        {
            fields["ErrorCode"] = Wire.Number(code);
        }

        return fields;
    }
}
