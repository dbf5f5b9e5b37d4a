using OrleansSms.Conversations;
using OrleansSms.Failures;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What is known before a text is sent, told before it is written.</summary>
internal static class FlightWords
{
    /// <summary>Nothing can be sent there, ever; null: it can.</summary>
    public static string? NoWay(string contact, string line) => PhoneNumber.Parse(contact, PhoneNumber.Region(line)) is null
        ? ComposerTexts.NoWay : null;

    public static string? Landline(string contact) => NumberFacts.LooksLikeLandline(contact)
        ? Phrase.Of(ComposerTexts.LooksLikeLandline, ("number", PhoneNumber.Display(contact))) : null;

    /// <summary>Our number or account is not let through, as the newest text there shows; null: it is, as far as we know.</summary>
    public static string? Trouble(Message? newest) => newest switch
    {
        null => null,
        { HeldUpBy: { } code } => FailureWords.Of(FailureCatalogue.Explain(code)).Sentence,
        _ when StatusWords.IsFailure(newest.Status) && FailureWords.Of(newest) is { Class: FailureClass.Operator } reason =>
            Phrase.Of(ComposerTexts.NotLetThrough, ("help", reason.Help)),
        _ => null,
    };
}
