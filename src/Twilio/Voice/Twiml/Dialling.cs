using System.Globalization;
using System.Xml;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice.Twiml;

/// <summary>Rings other phones and connects them.</summary>
internal static class Dialling
{
    /// <summary>The carrier rings no more at once, and refuses the whole document.</summary>
    public const int MostPhones = 10;

    private const string Events = "initiated ringing answered completed";

    public static void Ring(this XmlWriter xml, CallAct.RingMembers act, VoiceAddresses addresses)
    {
        xml.Say(act.Announcement);
        xml.Dial(act.Place, act.Seconds, addresses.InboundResult(act.Place, act.Round), callerId: null, act.IsRecorded, addresses);
        foreach (var phone in act.Phones.Take(MostPhones))
        {
            var status = addresses.Status(act.Place, CallLeg.Member, phone.UserId);
            if (BrowserPhone.Identity(phone.Number) is { } identity)
            {
                xml.Phone("Client", identity, addresses.Answer(act.Place, phone.UserId), status);
            }
            else
            {
                xml.Phone("Number", phone.Number, addresses.Whisper(act.Place, phone.UserId), status);
            }
        }

        xml.WriteEndElement();
    }

    public static void Dial(this XmlWriter xml, CallAct.DialContact act, VoiceAddresses addresses)
    {
        xml.Say(act.Announcement);
        xml.Dial(act.Place, seconds: 30, addresses.DialResult(act.Place), act.CallerId, act.IsRecorded, addresses);
        // Only who has something to be told is asked about: each question is a moment of silence.
        xml.Phone("Number", act.Contact, act.Announcement is null ? null : addresses.ContactPickedUp(act.Place), addresses.Status(act.Place, CallLeg.Contact));
        xml.WriteEndElement();
    }

    // The caller hears the ringing and pays nothing until somebody answers. What follows stands in the answer to the action:
    // verbs after this one are never reached.
    private static void Dial(this XmlWriter xml, CallPlace place, int seconds, string action, string? callerId, bool isRecorded, VoiceAddresses addresses) =>
        xml.Open(
            "Dial",
            ("callerId", callerId),
            ("timeout", seconds.ToString(CultureInfo.InvariantCulture)),
            ("answerOnBridge", "true"),
            ("action", action),
            ("method", "POST"),
            ("record", isRecorded ? "record-from-answer-dual" : null),
            ("recordingStatusCallback", isRecorded ? addresses.Recording(place, RecordingKind.Call) : null),
            ("recordingStatusCallbackMethod", isRecorded ? "POST" : null),
            ("recordingStatusCallbackEvent", isRecorded ? Voicemail.RecordingEvents : null));

    private static void Phone(this XmlWriter xml, string kind, string address, string? pickedUp, string status) =>
        xml.Verb(
            kind,
            address,
            ("url", pickedUp),
            ("method", pickedUp is null ? null : "POST"),
            ("statusCallback", status),
            ("statusCallbackMethod", "POST"),
            ("statusCallbackEvent", Events));
}
