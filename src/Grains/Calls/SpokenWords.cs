using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>What the product itself says on the phone, in the languages that it speaks; to anybody else in English.</summary>
internal sealed record SpokenWords(
    string Language, string CallTo, string CallFrom, string Withheld, string AnyKey, string Key1, string Taken, string Gone, string NoAnswer, string Busy, string Failed, string Sorry)
{
    private static readonly SpokenWords English = new(
        "en-US", "Call to {0}.", "Call from {0}.", "Call from a withheld number.", "Press any key to connect.", "Press 1 to take the call.",
        "Somebody else has taken this call.", "The caller has hung up.", "There was no answer.", "The line is busy.",
        "The call could not be connected.", "Sorry, something went wrong. Please call again.");

    private static readonly SpokenWords German = new(
        "de-DE", "Anruf an {0}.", "Anruf von {0}.", "Anruf mit unterdrückter Nummer.", "Drücken Sie eine Taste, um zu verbinden.", "Drücken Sie die 1, um den Anruf anzunehmen.",
        "Jemand anderes hat diesen Anruf angenommen.", "Der Anrufer hat aufgelegt.", "Es hat niemand abgenommen.", "Der Anschluss ist besetzt.",
        "Der Anruf konnte nicht verbunden werden.", "Leider ist etwas schiefgegangen. Bitte rufen Sie noch einmal an.");

    /// <param name="language">BCP 47.</param>
    public static SpokenWords In(string language) => language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    public Speech Say(params string[] sentences) => new(string.Join(' ', sentences), Language);

    /// <summary>A number digit by digit; without a number, that it was withheld.</summary>
    public string From(string contact) => contact.StartsWith('+') ? Named(CallFrom, contact) : Withheld;

    public string To(string contact) => Named(CallTo, contact);

    private static string Named(string sentence, string number) =>
        sentence.Replace("{0}", string.Join(' ', number.Where(char.IsAsciiDigit)), StringComparison.Ordinal);
}
