using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Recordings;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>Tells the status callback address of a call what became of it. Used under the world's gate.</summary>
internal sealed class CallCallbacks(SimulatedClock clock, CallbackPost post)
{
    public void Announce(World world, Call call, int sequence, Errands errands)
    {
        if (call.Subscription is not { } subscription || !subscription.Wants(CallStatus.EventOf(call.Status))
            || world.Accounts.Find(call.AccountSid) is not { } account)
        {
            return;
        }

        var callback = new Callback("call-status", call.Sid, subscription.Url, subscription.Method, call.To, FieldsOf(world, call, sequence))
        {
            StatusFields = ["CallStatus"],
        };
        if (!call.IsOver && world.Faults.TakeFirst(effect => effect == FaultEffect.CallbackReorder, callback.Url, callback.Method, call.To) is not null)
        {
            call.Held.Add(callback);
            return;
        }

        post.Send(world, account, callback, errands);
        if (call.IsOver)
        {
            call.Held.ForEach(held => post.Send(world, account, held, errands));
            call.Held.Clear();
        }
    }

    private Dictionary<string, string> FieldsOf(World world, Call call, int sequence)
    {
        var fields = CallFields.Of(call);
        fields["Timestamp"] = Wire.Date(clock.GetUtcNow());
        fields["CallbackSource"] = "call-progress-events";
        fields["SequenceNumber"] = Wire.Number(sequence);
        if (call.Status is CallStatus.Ringing or CallStatus.InProgress)
        {
            fields["StirStatus"] = "A";
        }

        if (!call.IsOver)
        {
            return fields;
        }

        var seconds = call.Seconds ?? 0;
        fields["CallDuration"] = Wire.Number(seconds);
        fields["Duration"] = Wire.Number(call.Minutes);
        fields["SipResponseCode"] = Wire.Number(call.SipCode ?? CallStatus.SipCodeOf(call.Status));
        var whole = world.Recordings.NewestFirst.FirstOrDefault(recording =>
            recording.CallSid == call.Sid && recording.Source == RecordingSource.OutboundApi);
        if (whole is not null)
        {
            fields["RecordingSid"] = whole.Sid;
            fields["RecordingUrl"] = whole.Url;
            fields["RecordingDuration"] = Wire.Number(whole.Seconds ?? 0);
        }

        return fields;
    }
}
