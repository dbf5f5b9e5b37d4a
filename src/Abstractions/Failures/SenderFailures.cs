using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;
using static OrleansSms.Failures.Reasons;

namespace OrleansSms.Failures;

/// <summary>Refused at once because of the number or service it was to be sent from.</summary>
internal static class SenderFailures
{
    private static readonly FailureReason NoTexts = ForOperator("sender-no-texts", "The sender number cannot send text messages.");
    private static readonly FailureReason NotOurs = ForOperator("sender-not-ours", "The sender number does not belong to your phone account. Contact your administrator.");
    private static readonly FailureReason Region = ForOperator("sender-region", "The sender number cannot be used in this region.");
    private static readonly FailureReason Service = ForOperator("service-set-up", "The messaging service is not set up correctly. Contact your administrator.");

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (21212, ForOperator("sender-invalid", "The sender number is not valid. Contact your administrator.")),
        (21264, ForOperator("sender-unverified", "The sender number is not verified. Contact your administrator.")),
        (21267, ForOperator("trial-sender-name", "The account is in trial mode and cannot use a sender name.")),
        (21601, NoTexts),
        (21603, new("no-sender", NotSent, "No sender is configured. Contact your administrator.", Defect, AskAdministrator)),
        (21606, ForOperator("sender-destination", "The sender number cannot text this destination.")),
        (21621, ForOperator("sender-no-pictures", "Your sender number cannot send pictures.")),
        (21622, ForOperator("pictures-off", "Picture messages are not enabled for your account.")),
        (21657, ForOperator("sender-name-invalid", "The sender name is not valid. Contact your administrator.")),
        (21659, NotOurs),
        (21660, NotOurs),
        (21661, NoTexts),
        (21662, Region),
        (21663, ForOperator("sender-set-up", "The sender number is not set up correctly. Contact your administrator.")),
        (21664, OurDefect),
        (21665, OurDefect),
        (21666, OurDefect),
        (21667, OurDefect),
        (21668, Region),
        (21701, Service),
        (21702, Service),
        (21703, ForOperator("no-sender-reaches", "None of your numbers can text this recipient.")),
        (21704, ForOperator("no-sender", "No sender number is set up. Contact your administrator.")),
        (21705, Service),
        (21709, ForOperator("sender-name-refused", "The sender name is not allowed. Contact your administrator.")),
        (21711, ForOperator("sender-outside-service", "This sender does not belong to the messaging service.")),
        (21712, ForOperator("sender-other-service", "This sender belongs to another messaging service.")),
    ];
}
