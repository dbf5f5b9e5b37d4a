using static OrleansSms.Failures.CallReasons;
using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;

namespace OrleansSms.Failures;

/// <summary>A call that the carrier did not place, could not connect, or cut off.</summary>
internal static class CallFailures
{
    private static readonly FailureReason CallerId = ForOperator("caller-id", "The caller ID is not valid. Contact your administrator.");
    private static readonly FailureReason Blocked = new("blocked-number", NotConnected, "Calls to this number are blocked.", Permanent);
    private static readonly FailureReason NoRoute = new("no-route", NotConnected, "This number cannot be called. Check it for a typing error.", Permanent, EditNumber);

    private static readonly FailureReason CountryOff =
        ForOperator("country-off", "Calls to this country are switched off. An administrator can allow it.");

    private static readonly FailureReason InvalidNumber =
        new("invalid-number", NotConnected, "Use the full number with the country code, like +44 7700 900123.", Permanent, EditNumber);

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (10001, ForOperator("account-off", "The phone account is switched off. Contact your administrator.")),
        (10002, ForOperator("trial-account", "This needs a paid phone account. Contact your administrator.")),
        (10004, ForLater("all-lines-busy", "All lines are busy. Please try again shortly.")),
        (13201, OurDefect),
        (13214, ForOperator("caller-id-refused", "The caller ID is not permitted. Contact your administrator.")),
        (13223, InvalidNumber),
        (13224, NoRoute),
        (13225, Blocked),
        (13226, InvalidNumber),
        (13227, CountryOff),
        (13247, CallerId),
        (13520, OurDefect),
        (13521, OurDefect),
        (13615, OurDefect),
        (20429, Busy),
        (20500, InDoubt),
        (20503, ForLater("provider-unavailable", "The phone provider is temporarily unavailable. Please try again shortly.")),
        (21201, new("no-recipient", NotConnected, "Please choose a number to call.", Defect, EditNumber)),
        (21205, OurDefect),
        (21206, OurDefect),
        (21207, OurDefect),
        (21208, OurDefect),
        (21209, OurDefect),
        (21210, ForOperator("caller-id-unverified", "Your caller ID is not verified. Contact your administrator.")),
        (21211, InvalidNumber),
        (21212, CallerId),
        (21213, ForOperator("no-caller-id", "No caller ID is set up. Contact your administrator.")),
        (21214, NoRoute),
        (21215, CountryOff),
        (21216, Blocked),
        (21217, InvalidNumber),
        (21218, OurDefect),
        (21219, ForOperator("trial-unverified", "The account is in trial mode and can only call verified numbers.")),
        (21220, new("already-over", "Nothing to end", "This call has already ended.", Permanent)),
        (21234, OurDefect),
        (21262, OurDefect),
        (21263, OurDefect),
        (21626, OurDefect),
        (32014, new("no-sound", "Disconnected", "No sound came from the other end.", Information)),
        (32015, new("longest-call", "Disconnected", "It had lasted as long as a call may last.", Information)),
        (32016, ForLater("not-connected", "The call could not be connected. Please try again.")),
        (32017, ForOperator("reputation", "The recipient's network blocked your number. Contact your administrator.")),
        (32018, OurDefect),
        (32019, OurDefect),
    ];
}
