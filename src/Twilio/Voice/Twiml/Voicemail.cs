using System.Globalization;
using System.Xml;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice.Twiml;

/// <summary>A greeting, a tone, and what the caller says.</summary>
internal static class Voicemail
{
    public const string RecordingEvents = "in-progress completed absent";

    // The carrier writes down nothing that could be longer, and says that it is wrong to ask for it.
    private const int LongestTranscribed = 120;

    public static void Take(this XmlWriter xml, CallAct.TakeMessage act, VoiceAddresses addresses)
    {
        var isTranscribed = act.IsTranscribed && act.MostSeconds <= LongestTranscribed;
        xml.Greet(act.Greeting, act.GreetingFile, addresses);
        xml.Verb(
            "Record",
            ("maxLength", act.MostSeconds.ToString(CultureInfo.InvariantCulture)),
            ("timeout", "5"),
            ("playBeep", "true"),
            ("finishOnKey", "#"),
            // Without an action the carrier would ask for this document again, and record for ever.
            ("action", addresses.VoicemailDone(act.Place)),
            ("method", "POST"),
            ("recordingStatusCallback", addresses.Recording(act.Place, RecordingKind.Voicemail)),
            ("recordingStatusCallbackMethod", "POST"),
            ("recordingStatusCallbackEvent", RecordingEvents),
            ("transcribe", isTranscribed ? "true" : null),
            ("transcribeCallback", isTranscribed ? addresses.Transcript(act.Place) : null));
        // Reached only when nothing was said: an empty message has no action.
        xml.Verb("Hangup");
    }
}
