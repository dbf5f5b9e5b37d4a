using System.Globalization;
using System.Xml.Linq;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Recordings;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>Record: what the phone says into it, until silence, a key, the longest length or a hang-up.</summary>
internal static class RecordVerb
{
    private const double DefaultSilence = 5;
    private const double DefaultLength = 3600;
    private const double LongestTranscribed = 120;
    private const string AnyKey = "1234567890*#";

    public static async Task<Next> Run(Step step, XElement verb)
    {
        step.Answer();
        var (leg, circuit, recorder) = (step.Leg, step.Circuit, step.Exchange.Recorder);
        if (leg.IsInterrupted)
        {
            return Next.Verb;
        }

        var errands = new Errands();
        Recording recording;
        lock (circuit.World.Gate)
        {
            recording = recorder.Start(circuit.World, leg.Call, OrderOf(step, verb), errands);
        }

        circuit.Tell(errands);
        var began = circuit.Clock.GetUtcNow();
        var key = await Listen(step, verb);
        var length = LengthOf(verb, leg.Phone.Speaks, circuit.Clock.Measure(circuit.Clock.GetUtcNow() - began));
        var after = new Errands();
        lock (circuit.World.Gate)
        {
            recorder.Stop(circuit.World, recording, after, length);
        }

        circuit.Tell(after);
        return recording.Seconds is 0 or null || leg is { IsInterrupted: true, IsOver: false } || step.ActionOrSelf(verb) is not { } action
            ? Next.Verb
            : Next.Document(action with { Extra = FieldsOf(recording, leg.IsOver ? "hangup" : key?.ToString() ?? "") });
    }

    /// <summary>Waits for the end of the message; the key that ended it, if any.</summary>
    private static async Task<char?> Listen(Step step, XElement verb)
    {
        var (leg, clock) = (step.Leg, step.Circuit.Clock);
        var finish = (string?)verb.Attribute("finishOnKey") ?? AnyKey;
        var most = Step.Number(verb, "maxLength", DefaultLength);
        var length = leg.Phone.Speaks is { } speaks ? Math.Min(most, speaks + Step.Number(verb, "timeout", DefaultSilence)) : most;
        var until = clock.GetUtcNow() + clock.Scale(TimeSpan.FromSeconds(length));
        var planned = leg.Phone.RecordKey is { } scripted
            ? step.Circuit.After(TimeSpan.FromSeconds(leg.Phone.Speaks ?? 0), () => leg.Press(scripted))
            : null;
        leg.ForgetKeys();
        char? key;
        do
        {
            key = await leg.NextKey(clock.Measure(until - clock.GetUtcNow()));
        }
        while (key is { } pressed && !finish.Contains(pressed, StringComparison.Ordinal));

        planned?.Cancel();
        return key;
    }

    // Silence at the end is cut away unless it is asked for.
    private static TimeSpan LengthOf(XElement verb, double? speaks, TimeSpan ran) =>
        (string?)verb.Attribute("trim") == "do-not-trim" && speaks != 0 || speaks is null || ran.TotalSeconds < speaks
            ? ran
            : TimeSpan.FromSeconds(speaks.Value);

    private static RecordingOrder OrderOf(Step step, XElement verb)
    {
        var wantsText = Step.Flag(verb, "transcribe");
        if (wantsText && Step.Number(verb, "maxLength", DefaultLength) > LongestTranscribed)
        {
            step.Warn(13615, "maxLength over 120 seconds with a transcript");
        }

        return new(RecordingSource.RecordVerb, 1, "inbound", step.Subscription(verb, "recordingStatusCallback"))
        {
            TranscribeUrl = wantsText ? step.Address(verb, "transcribeCallback")?.Url : null,
            Says = step.Leg.Phone.Says,
        };
    }

    private static Dictionary<string, string> FieldsOf(Recording recording, string digits) => new()
    {
        ["RecordingUrl"] = recording.Url,
        ["RecordingSid"] = recording.Sid,
        ["RecordingDuration"] = (recording.Seconds ?? 0).ToString(CultureInfo.InvariantCulture),
        ["Digits"] = digits,
    };
}
