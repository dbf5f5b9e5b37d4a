using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>The carrier's published test numbers for calls.</summary>
internal static class MagicCallNumbers
{
    public static ApiError? ForCaller(string from, bool isTest) => from switch
    {
        "+15005550001" => ApiError.Invalid(21212, "The 'From' number is not a valid phone number."),
        MagicNumbers.Sender => null,
        _ when isTest => ApiError.Invalid(21210, "The source phone number provided is not yet verified or owned for your account."),
        _ => null,
    };

    public static ApiError? ForRecipient(string to) => to switch
    {
        "+15005550001" => ApiError.Invalid(21217, "The phone number you are attempting to call is not valid."),
        "+15005550002" => ApiError.Invalid(21214, "The 'To' phone number cannot be reached."),
        "+15005550003" => ApiError.Invalid(21215, "Calls to this country are not enabled for the account."),
        "+15005550004" => ApiError.Invalid(21216, "Calls to this number are blocked."),
        _ => null,
    };
}
