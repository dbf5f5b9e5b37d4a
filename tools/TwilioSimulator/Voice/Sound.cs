using System.Xml.Linq;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>What a verb sounds like to whoever holds the phone, in words.</summary>
internal static class Sound
{
    public static string Of(XElement verb) => verb.Name.LocalName switch
    {
        "Say" => verb.Value.Trim(),
        "Play" => $"Plays {verb.Value.Trim()}",
        "Pause" => "Silence",
        "Gather" => string.Join(' ', verb.Elements().Select(Of).Append("(waits for keys)")),
        "Record" => "Tone. Records what is said.",
        "Dial" => "Ringing tone",
        _ => "",
    };
}
