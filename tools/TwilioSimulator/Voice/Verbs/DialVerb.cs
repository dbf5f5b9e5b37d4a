using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Recordings;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>Dial: rings phones, connects the first that takes the call, and tells the action what came of it.</summary>
internal static class DialVerb
{
    public static async Task<Next> Run(Step step, XElement verb)
    {
        var (leg, order) = (step.Leg, DialOrder.Read(step, verb));
        if (!order.AnswersOnBridge)
        {
            step.Answer();
        }

        var hunt = new Hunt(step, order);
        var recording = order.RecordsRinging ? StartRecording(step, order) : null;
        var winner = await hunt.Ring();
        if (winner is not null)
        {
            step.Answer();
            recording ??= StartRecording(step, order);
            leg.ForgetKeys();
            leg.Hear($"Connected with {winner.Call.To}");
            winner.Hear($"Connected with {leg.Call.Handset}");
            await leg.Until(
                () => winner.IsOver || hunt.HasLeft || (order.HangsUpOnStar && leg.TryTake('*')), order.TimeLimit);
        }

        StopRecording(step, recording);
        if (winner is not null && !hunt.HasLeft)
        {
            step.Circuit.HangUp(winner);
        }

        var isSentElsewhere = leg is { IsInterrupted: true, IsOver: false };
        return isSentElsewhere || order.Action is not { } action
            ? Next.Verb
            : Next.Document(action with { Extra = FieldsOf(step, hunt, winner, recording) });
    }

    private static Recording? StartRecording(Step step, DialOrder order)
    {
        if (order.Recording is not { } wanted || step.Leg.IsInterrupted)
        {
            return null;
        }

        var errands = new Errands();
        Recording recording;
        lock (step.Circuit.World.Gate)
        {
            recording = step.Exchange.Recorder.Start(step.Circuit.World, step.Leg.Call, wanted, errands);
        }

        step.Circuit.Tell(errands);
        return recording;
    }

    private static void StopRecording(Step step, Recording? recording)
    {
        if (recording is null)
        {
            return;
        }

        var errands = new Errands();
        lock (step.Circuit.World.Gate)
        {
            step.Exchange.Recorder.Stop(step.Circuit.World, recording, errands);
        }

        step.Circuit.Tell(errands);
    }

    private static Dictionary<string, string> FieldsOf(Step step, Hunt hunt, Leg? winner, Recording? recording)
    {
        var told = winner ?? hunt.LastToEnd;
        var fields = new Dictionary<string, string>
        {
            ["DialCallStatus"] = StatusOf(step, winner, told),
            ["DialBridged"] = winner is null ? "false" : "true",
        };
        if (told is not null)
        {
            fields["DialCallSid"] = told.Call.Sid;
            fields["DialCallDuration"] = Wire.Number(told.Call.Seconds ?? 0);
        }

        if (recording is not null)
        {
            fields["RecordingUrl"] = recording.Url;
        }

        return fields;
    }

    private static string StatusOf(Step step, Leg? winner, Leg? told) => told?.Call.Status switch
    {
        _ when winner is not null => CallStatus.Completed,
        null => CallStatus.Failed,
        CallStatus.Completed => step.Circuit.World.Settings.WhisperHangupStatus,
        var status => status,
    };
}
