using static OrleansSms.Failures.CallReasons;

namespace OrleansSms.Failures;

/// <summary>The carrier asked us what to do with a call, and could not reach us or not use our answer.</summary>
internal static class OwnDoorFailures
{
    private static readonly FailureReason Address =
        ForOperator("own-address", "The phone provider cannot use this system's address. Your administrator must check it.");

    private static readonly FailureReason Unreachable =
        ForOperator("own-connection", "The phone provider could not reach this system in time. Your administrator must check its connection.");

    private static readonly FailureReason Certificate =
        ForOperator("own-certificate", "The phone provider does not accept this system's certificate. Your administrator must check it.");

    private static readonly FailureReason Unreported =
        ForOperator("own-reports", "The phone provider could not tell this system what became of the call. Your administrator must check its connection.");

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (11100, Address),
        (11200, ForOperator("own-answer", "This system gave the phone provider no usable answer. Your administrator must look at it.")),
        (11201, Unreachable),
        (11202, Unreachable),
        (11203, Unreachable),
        (11205, Unreachable),
        (11210, Address),
        (11215, Address),
        (11220, Certificate),
        (11235, Certificate),
        (11236, Certificate),
        (11237, Certificate),
        (11240, OurDefect),
        (11241, OurDefect),
        (11242, OurDefect),
        (11243, OurDefect),
        (11750, OurDefect),
        (11770, OurDefect),
        (12100, OurDefect),
        (12101, OurDefect),
        (12102, OurDefect),
        (12200, OurDefect),
        (12300, OurDefect),
        (12400, ForLater("provider-trouble", "The phone provider had trouble of its own. Please try again.")),
        (15002, Unreported),
        (15003, Unreported),
    ];
}
