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

    public static void Say(this XmlWriter xml, Speech? speech)
    {
        if (speech is { } words)
        {
            xml.Say(words);
        }
    }
}
