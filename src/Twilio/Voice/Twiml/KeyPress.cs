using System.Xml;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice.Twiml;

/// <summary>Asks for a key, so that no mailbox counts as a person. Without one it is the end.</summary>
internal static class KeyPress
{
    public static void Ask(this XmlWriter xml, CallAct.AskForKey act, VoiceAddresses addresses)
    {
        // Whoever placed the call may take the time; whoever is rung keeps a caller waiting.
        var (timeout, action) = act.MemberId is { } member
            ? ("6", addresses.Accept(act.Place, member))
            : ("8", addresses.BridgeConfirm(act.Place));

        // Any key is a key: with the usual # to finish, that one would count as none.
        xml.Open("Gather", ("input", "dtmf"), ("numDigits", "1"), ("finishOnKey", ""), ("timeout", timeout), ("action", action), ("method", "POST"));
        xml.Say(act.Speech);
        xml.WriteEndElement();
        xml.Verb("Hangup");
    }
}
