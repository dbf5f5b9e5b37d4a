using System.Xml;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice.Twiml;

/// <summary>Words that the carrier reads out.</summary>
internal static class Spoken
{
    /// <summary>The shortest of the limits that the carrier's voices have.</summary>
    public const int Longest = 3000;

    public static void Say(this XmlWriter xml, Speech speech)
    {
        if (!string.IsNullOrWhiteSpace(speech.Text))
        {
            xml.Verb("Say", Cut.To(speech.Text.Trim(), Longest), ("language", string.IsNullOrWhiteSpace(speech.Language) ? null : speech.Language));
        }
    }

    /// <param name="file">A recorded greeting that is played instead of the words; null: there is none.</param>
    public static void Greet(this XmlWriter xml, Speech words, Guid? file, VoiceAddresses addresses)
    {
        if (file is { } recorded)
        {
            xml.Verb("Play", addresses.Greeting(recorded));
        }
        else
        {
            xml.Say(words);
        }
    }

    public static void Say(this XmlWriter xml, Speech? speech)
    {
        if (speech is { } words)
        {
            xml.Say(words);
        }
    }
}
