using OrleansSms.Conversations;
using OrleansSms.Failures;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Web.Words;

/// <summary>What is known before a text is sent, told before it is written.</summary>
internal static class FlightWords
{
    /// <summary>Nothing can be sent there, ever; null: it can.</summary>
    public static string? NoWay(string contact, string line) => PhoneNumber.Parse(contact, PhoneNumber.Region(line)) is null
        ? "This sender has no number that you could text." : null;

    public static string? Landline(string contact) => NumberFacts.LooksLikeLandline(contact)
        ? $"{PhoneNumber.Display(contact)} looks like a landline. It may not receive texts." : null;

    /// <summary>Our number or account is not let through, as the newest text there shows; null: it is, as far as we know.</summary>
    public static string? Trouble(Message? newest) => newest switch
    {
        null => null,
        { HeldUpBy: { } code } => FailureCatalogue.Explain(code).Sentence,
        _ when StatusWords.IsFailure(newest.Status) && FailureCatalogue.Explain(newest.ErrorCode, newest.Timeline) is { Class: FailureClass.Operator } reason => $"The last text from this number was not let through. {reason.Help}",
        _ => null,
    };
}
