using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;
using static OrleansSms.Failures.Reasons;

namespace OrleansSms.Failures;

/// <summary>Refused at once because of the recipient, the content or the time.</summary>
internal static class CreationFailures
{
    private static readonly FailureReason Unreachable =
        new("no-route", NotSent, "This number cannot be reached by text from your sender.", Permanent, CallInstead);

    private static readonly FailureReason SendTime =
        new("send-time", NotSent, "Choose a time between 5 minutes and 35 days from now.", Permanent, Edit);

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (14107, ForLater("too-fast", "Too many messages in a short time. Please wait a minute.", NotSent)),
        (14109, OurDefect),
        (21211, new("invalid-number", "Not sent: this isn't a valid number", "Use the full number with the country code, like +44 7700 900123.", Permanent, EditNumber)),
        (21265, new("short-code", NotSent, "Short codes cannot receive these messages.", Permanent, EditNumber)),
        (21266, new("same-number", NotSent, "Sender and recipient are the same number.", Permanent, EditNumber)),
        (21268, new("premium-number", NotSent, "This number cannot receive messages.", Permanent, EditNumber)),
        (21408, new("country-off", "Not sent: texts to this country are switched off", "An administrator can allow it.", Operator, AskAdministrator)),
        (21602, new("empty", NotSent, "Please enter a message.", Defect, Edit)),
        (21604, new("no-recipient", NotSent, "Please choose a recipient.", Defect, EditNumber)),
        (21608, ForOperator("trial-unverified", "The account is in trial mode and can only text verified numbers.")),
        (21609, OurDefect),
        (21610, OptedOut),
        (21611, ForLater("queue-full", "Too many messages are waiting to be sent from this number. We will try later.", NotSent)),
        (21612, Unreachable),
        (21614, Landline),
        (21617, new("too-long", "Not sent: the text is too long", "The limit is 1,600 characters.", Permanent, Edit)),
        (21618, new("wording", NotSent, "The carriers refuse this message text. Please change the wording.", Permanent, Edit)),
        (21619, new("empty", NotSent, "Please enter a message or attach a file.", Defect, Edit)),
        (21620, new("attachment-unusable", NotSent, "The attachment could not be used.", Defect, ReplaceAttachment)),
        (21623, new("too-many-files", NotSent, "You can attach up to 10 files.", Permanent, ReplaceAttachment)),
        (21624, OurDefect),
        (21635, Landline),
        (21654, OurDefect),
        (21655, new("template-gone", NotSent, "The message template does not exist any more.", Defect, Edit)),
        (21656, new("template-values", NotSent, "The template values are not valid.", Defect, Edit)),
        (21658, new("part-too-long", NotSent, "Part of the message is too long.", Defect, Edit)),
        (21910, new("mixed-channels", NotSent, "Sender and recipient are on different channels.", Defect)),
        (30409, new("too-late-to-cancel", "Not cancelled", "Too late to cancel: the message has already been sent.", Permanent)),
        (35111, new("no-send-time", NotSent, "Please choose a date and time.", Defect, Edit)),
        (35114, SendTime),
        (35115, SendTime),
        (35117, SendTime),
        (35118, ForOperator("schedule-service", "Scheduled messages need a messaging service. Contact your administrator.")),
        (35125, ForLater("too-many-scheduled", "Too many scheduled messages. Try again later.", NotSent)),
        (35126, new("schedule-channel", NotSent, "Scheduling is not possible for this channel.", Defect)),
    ];
}
