using OrleansSms.Conversations;
using OrleansSms.Failures;

namespace OrleansSms.Web.Words;

/// <summary>The one place of the screen that puts a message's failure into words.</summary>
internal static class FailureWords
{
    public static FailureReason Of(Message message)
    {
        var reason = FailureCatalogue.Explain(message.ErrorCode);
        return message is { ErrorCode: null, ErrorMessage: { } told } ? reason with { Help = told } : reason;
    }

    /// <summary>Given to the carrier, and the answer was lost.</summary>
    public static string InDoubt => FailureCatalogue.InDoubt.Sentence;
}
