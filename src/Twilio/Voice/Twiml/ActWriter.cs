using System.Diagnostics;
using System.Xml;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice.Twiml;

/// <summary>Puts each step of a call into the carrier's language.</summary>
internal static class ActWriter
{
    public static byte[] Write(CallAct act, VoiceAddresses addresses) => TwimlDocument.Write(xml => Write(xml, act, addresses));

    private static void Write(XmlWriter xml, CallAct act, VoiceAddresses addresses)
    {
        switch (act)
        {
            case CallAct.Connect:
                break;
            case CallAct.HangUp:
                xml.Verb("Hangup");
                break;
            case CallAct.TurnAway:
                // Only as the first and only verb is the call never answered, and costs nothing.
                xml.Verb("Reject", ("reason", "busy"));
                break;
            case CallAct.Goodbye goodbye:
                xml.Greet(goodbye.Speech, goodbye.GreetingFile, addresses);
                xml.Verb("Hangup");
                break;
            case CallAct.Tell tell:
                xml.Say(tell.Speech);
                break;
            case CallAct.AskForKey ask:
                xml.Ask(ask, addresses);
                break;
            case CallAct.RingMembers ring:
                xml.Ring(ring, addresses);
                break;
            case CallAct.DialContact dial:
                xml.Dial(dial, addresses);
                break;
            case CallAct.TakeMessage message:
                xml.Take(message, addresses);
                break;
            default:
                throw new UnreachableException($"No words for {act.GetType().Name}.");
        }
    }
}
