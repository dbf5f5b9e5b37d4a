using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;
using static OrleansSms.Failures.Reasons;

namespace OrleansSms.Failures;

/// <summary>Accepted, and failed on the way.</summary>
internal static class DeliveryFailures
{
    private static readonly FailureReason TryAgain = ForLater("internal", "The message could not be sent. You can try again.");
    private static readonly FailureReason Paused = ForLater("paused", "Sending to this number is paused for security. Try again later.");
    private static readonly FailureReason NearLimit = new("near-daily-limit", "Daily limit", "You are close to the daily message limit.", Information);
    private static readonly FailureReason Country = ForOperator("sender-country", "Your sender name must be registered for this country.");

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (11751, MediaRefused),
        (12300, MediaRefused with { Class = Defect }),
        (30001, ForLater("queue-overflow", "Too many messages were waiting. We will try again.")),
        (30002, ForOperator("account-suspended", "The phone account is suspended. Contact your administrator.")),
        (30003, new("unreachable", "Not delivered: the phone was unreachable", "It may be switched off or out of coverage. Sending again later often works.", RetryLater, SendAgain | CallInstead)),
        (30004, new("blocked", "Not delivered: this phone blocks your texts", "The person or their carrier blocked this number.", Permanent, CallInstead)),
        (30005, new("unknown-number", "Not delivered: this number isn't in use", "Check it for a typing error.", Permanent, EditNumber)),
        (30006, Landline),
        (30007, new("filtered", "Not delivered: the carrier took it for spam", "Shorten it, drop short links and capital letters, and say who you are.", Operator, Edit)),
        (30008, NoReason),
        (30009, new("part-missing", "Part is missing", "Part of an incoming message is missing. Ask the sender to send it again.", Information)),
        (30010, OurDefect),
        (30011, new("no-pictures", NotDelivered, "This phone cannot receive picture messages.", Permanent, Edit)),
        (30017, ForLater("network-busy", "The mobile network is busy. We will try again.")),
        (30018, Country),
        (30019, MediaRefused),
        (30020, TryAgain),
        (30021, TryAgain),
        (30022, ForLater("network-rate", "The mobile network limits your sending speed. We will try again.")),
        (30023, ForLater("daily-limit", "The daily message limit for this network is reached. We will continue tomorrow.")),
        (30024, ForOperator("sender-not-active", "Your number is not activated on this network yet.", NotDelivered)),
        (30025, NearLimit),
        (30026, NearLimit),
        (30027, NearLimit),
        (30032, NotRegistered),
        (30033, ForOperator("registration-suspended", "Your messaging registration is suspended.", NotDelivered)),
        (30034, NotRegistered),
        (30035, ForLater("sender-being-activated", "Your number is still being activated.")),
        (30036, new("expired", "Not delivered in time", "The message was not sent in time and has expired.", Permanent, SendAgain)),
        (30037, ForOperator("sending-off", "Sending is switched off for this account. Contact your administrator.")),
        (30038, ForOperator("passcode-filtered", "The message was blocked as unwanted.", NotDelivered)),
        (30039, new("loop", NotDelivered, "The message was stopped because two systems were answering each other.", Permanent)),
        (30040, Country),
        (30041, Country),
        (30042, ForOperator("sender-name-refused", "This sender name is not allowed. Contact your administrator.")),
        (30043, ForOperator("domestic-gateway", "The message could not be delivered from this sender.", NotDelivered)),
        (30044, new("trial-too-long", NotSent, "The account is in trial mode: please shorten the message.", Operator, Edit | AskAdministrator)),
        (30045, OurDefect),
        (30046, ForLater("not-confirmed", "We could not confirm the delivery.", "Not confirmed")),
        (30410, ForLater("network-silent", "The network did not answer. The message may not have arrived.", "Not confirmed")),
        (30450, Paused),
        (30453, Paused),
        (30454, ForOperator("account-limit", "Your account has reached its message limit. Contact your administrator.")),
        (30485, Undelivered("")),
        (30500, TryAgain),
        (30610, ForLater("quiet-hours", "Messages are not allowed at this hour for the recipient.")),
        (30615, Undelivered("")),
        (30620, Undelivered("")),
        (30630, OptedOut),
        (30640, new("compliance", NotDelivered, "This recipient is blocked for compliance reasons.", Permanent)),
    ];
}
