using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;
using static OrleansSms.Failures.Reasons;

namespace OrleansSms.Failures;

/// <summary>Channels other than SMS and MMS.</summary>
internal static class ChannelFailures
{
    private static readonly FailureReason Content = new("channel-content", NotDelivered, "The channel does not accept this content.", Permanent, Edit);
    private static readonly FailureReason TryAgain = ForLater("channel-internal", "The message could not be sent. You can try again.");
    private static readonly FailureReason Rate = ForLater("channel-rate", "Sending is busy. We will try again.");
    private static readonly FailureReason Template = ForOperator("channel-template-off", "This template is currently not allowed.");

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (63001, ForOperator("channel-connection", "The channel is not connected correctly.")),
        (63003, new("channel-unreachable", NotDelivered, "This person cannot be reached on this channel.", Permanent)),
        (63005, Content),
        (63007, ForOperator("channel-sender", "The sender is not set up for this channel.")),
        (63010, TryAgain),
        (63012, TryAgain),
        (63013, new("channel-rules", NotDelivered, "The message breaks the channel's rules.", Permanent, Edit)),
        (63014, new("channel-blocked", NotDelivered, "This person has blocked you on this channel.", Permanent, CallInstead)),
        (63015, ForOperator("channel-sandbox", "The recipient has not joined the test channel.")),
        (63016, new("channel-window", NotSent, "You can only answer with a template at this time.", Permanent, Edit)),
        (63017, Rate),
        (63018, Rate),
        (63019, new("attachment-not-loaded", NotDelivered, "The attachment could not be loaded.", Defect, ReplaceAttachment)),
        (63021, Content),
        (63024, new("channel-number", NotSent, "This number is not valid on this channel.", Permanent, EditNumber)),
        (63032, new("channel-experiment", NotDelivered, "This person cannot be reached on WhatsApp.", Permanent)),
        (63036, new("channel-not-supported", NotDelivered, "This phone does not support rich messages.", Permanent)),
        (63038, ForLater("channel-daily-limit", "The daily message limit is reached.")),
        (63041, Template),
        (63042, Template),
    ];
}
