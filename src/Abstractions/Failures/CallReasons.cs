using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;

namespace OrleansSms.Failures;

/// <summary>Reasons that several codes of calls share. A call is never placed again by itself, so none says that we go on trying.</summary>
internal static class CallReasons
{
    public const string NotConnected = "Not connected";

    public static FailureReason NoReason { get; } = new(
        "unknown", NotConnected, "The carrier gave no reason. Check the number, or try again later.", FailureClass.RetryLater, SendAgain);

    public static FailureReason Busy { get; } = ForLater("busy", "The phone provider is busy. Please try again shortly.");

    public static FailureReason InDoubt { get; } = new(
        "in-doubt", "Not confirmed", "We could not confirm that this call was placed.", FailureClass.RetryLater, SendAgain);

    public static FailureReason OurDefect { get; } = Reasons.OurDefect with { Title = NotConnected };

    /// <summary>Only somebody with access to the carrier's account, or to this installation, can change it.</summary>
    public static FailureReason ForOperator(string key, string help) => new(key, NotConnected, help, Operator, AskAdministrator);

    /// <summary>Later it may work.</summary>
    public static FailureReason ForLater(string key, string help) => new(key, NotConnected, help, RetryLater, SendAgain);
}
