using OrleansSms.Conversations;
using OrleansSms.Failures;

namespace OrleansSms.Web.Words;

/// <summary>The one place of the screen that puts a message's failure into words.</summary>
internal static class FailureWords
{
    /// <summary>Given to the carrier, and the answer was lost.</summary>
    public static string InDoubt => FailureCatalogue.InDoubt.Sentence;

    public static FailureReason Of(Message message) => FailureCatalogue.Explain(message.ErrorCode, message.Timeline);
}
