using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Failures;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>The one place of the screen that puts a message's failure into words: those of the catalogue, in the reader's language.</summary>
internal static class FailureWords
{
    private static readonly Sentences Known = new(FailureTexts.ResourceManager);

    /// <summary>Given to the carrier, and the answer was lost.</summary>
    public static string Checking => Of(FailureCatalogue.InDoubt).Help;

    /// <summary>And looked up in vain.</summary>
    public static FailureReason NotConfirmed => Of(FailureCatalogue.NotConfirmed);

    /// <summary>Why the whole line waits.</summary>
    public static string HeldUp(int code) => Phrase.Of(MessageTexts.HeldUp, ("help", Of(FailureCatalogue.Explain(code)).Help));

    /// <summary>Where the carrier explains a code.</summary>
    public static string CarriersPage(int code) => string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/api/errors/{code}");

    public static FailureReason Of(Message message) => Of(FailureCatalogue.Explain(message.ErrorCode, message.Timeline));

    public static FailureReason Of(FailureReason reason) => reason with { Title = Known.Said(reason.Title), Help = Known.Said(reason.Help) };

    /// <summary>Why it was not sent after all; null: it was not called off, or nobody said why.</summary>
    public static string? OfCanceled(Message message) =>
        message is { Status: DeliveryStatus.Canceled, ErrorMessage: { } reason } ? Known.Said(reason) : null;
}
