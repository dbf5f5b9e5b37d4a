using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Failures;

namespace OrleansSms.Web.Words;

/// <summary>The one place of the screen that puts a message's failure into words.</summary>
internal static class FailureWords
{
    /// <summary>Given to the carrier, and the answer was lost.</summary>
    public static string Checking => FailureCatalogue.InDoubt.Help;

    /// <summary>And looked up in vain.</summary>
    public static FailureReason NotConfirmed => FailureCatalogue.NotConfirmed;

    /// <summary>Why the whole line waits.</summary>
    public static string HeldUp(int code) => $"Waiting: {FailureCatalogue.Explain(code).Help}";

    /// <summary>Where the carrier explains a code.</summary>
    public static string CarriersPage(int code) => string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/api/errors/{code}");

    public static FailureReason Of(Message message) => FailureCatalogue.Explain(message.ErrorCode, message.Timeline);
}
