using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;

namespace OrleansSms.Failures;

/// <summary>Reasons that several codes share, and the two ways to say that it did not work.</summary>
internal static class Reasons
{
    public const string NotSent = "Not sent";
    public const string NotDelivered = "Not delivered";

    public static FailureReason GivenUp { get; } = new(
        "our-side", "Not sent: our connection to the carrier was down", "We tried for as long as it made sense. Send it again if it still matters.",
        FailureClass.RetryLater, FailureActions.SendAgain | FailureActions.Edit);

    /// <summary>The carrier put us off, again and again.</summary>
    public static FailureReason GivenUpOn(FailureReason refusal) => refusal with
    {
        Title = "Not sent: the carrier did not take it in time",
        Help = "It asked us to come back later for as long as it made sense to try. Send it again if it still matters.",
        Actions = FailureActions.SendAgain | FailureActions.Edit,
    };

    public static FailureReason OptedOutFirst { get; } = new(
        "opted-out", NotSent, "They opted out before this was sent.", FailureClass.Information);

    public static FailureReason NoReason { get; } = new("unknown", NotDelivered, "The carrier gave no reason.", RetryLater, SendAgain);

    public static FailureReason InDoubt { get; } = new(
        "in-doubt", "Not confirmed", "We could not confirm whether this was sent. We are checking.", RetryLater, SendAgain);

    public static FailureReason NotConfirmed { get; } = new(
        "not-confirmed", "Not confirmed. Send again?", "The carrier has no trace of this message, though it may have arrived.", RetryLater, SendAgain);

    public static FailureReason Landline { get; } = new(
        "landline", "Not delivered: this number can't receive texts", "It looks like a landline. Call instead, or ask for a mobile number.", Permanent, CallInstead);

    public static FailureReason OptedOut { get; } = new(
        "opted-out", "Not sent: this person opted out", "They can text START to allow texts again. You can still call.", Permanent, CallInstead);

    public static FailureReason NotRegistered { get; } = new(
        "sender-not-registered", "Not sent: this sender isn't registered yet", "Texts from this number are blocked until registration is done.", Operator, SeeLines);

    public static FailureReason MediaRefused { get; } = new(
        "media-refused", "Photo not delivered: the carrier refused this file", "Use JPG, PNG or GIF under 600 KB.", Permanent, ReplaceAttachment);

    public static FailureReason OurDefect { get; } = new("defect", NotSent, "Something went wrong on our side. We have been informed.", Defect);

    public static FailureReason Unsent(string suffix) => new("not-sent", NotSent, "The message could not be sent." + suffix, Defect);

    public static FailureReason Undelivered(string suffix) => new("not-delivered", NotDelivered, "The message could not be delivered." + suffix, Permanent);

    /// <summary>Only somebody with access to the carrier's account can change it.</summary>
    public static FailureReason ForOperator(string key, string help, string title = NotSent) => new(key, title, help, Operator, AskAdministrator);

    /// <summary>Later it may work.</summary>
    public static FailureReason ForLater(string key, string help, string title = NotDelivered) => new(key, title, help, RetryLater, SendAgain);
}
