using static OrleansSms.Failures.FailureActions;
using static OrleansSms.Failures.FailureClass;
using static OrleansSms.Failures.Reasons;

namespace OrleansSms.Failures;

/// <summary>The account, the connection to it, and the API as such.</summary>
internal static class AccountFailures
{
    private static readonly FailureReason Tls = ForOperator("insecure-connection", "The secure connection to the phone provider failed. Contact your administrator.");

    public static IEnumerable<(int Code, FailureReason Reason)> All =>
    [
        (10001, ForOperator("account-off", "Messaging is switched off for this account. Contact your administrator.")),
        (10002, ForOperator("trial-account", "This feature needs a paid messaging account.")),
        (20003, ForOperator("not-authorised", "The connection to the phone provider is not authorised. Your administrator must check the credentials.")),
        (20004, OurDefect),
        (20005, ForOperator("account-not-active", "The phone account is not active or has no balance. Contact your administrator.")),
        (20006, ForOperator("no-permission", "Your phone account has no permission for this action.")),
        (20007, OurDefect),
        (20008, ForOperator("test-credentials", "Test credentials are configured. Ask your administrator to enter live credentials.")),
        (20009, new("still-under-way", "Not deleted", "This message is still on its way. Try to delete it later.", RetryLater)),
        (20010, ForOperator("action-disabled", "This action is disabled for your phone account.")),
        (20011, Tls),
        (20012, Tls),
        (20404, new("gone", NotSent, "This record no longer exists at the phone provider.", Permanent)),
        (20409, ForLater("conflict", "The record was changed at the same time. Try again.", NotSent)),
        (20422, OurDefect),
        (20429, new("busy", "Waiting", "Sending is busy right now. Your message will go out in a moment.", RetryNow)),
        (20500, InDoubt),
        (20503, ForLater("provider-unavailable", "The phone provider is temporarily unavailable. We will keep trying.", NotSent)),
        (21481, OurDefect),
        (70005, OurDefect),
    ];
}
