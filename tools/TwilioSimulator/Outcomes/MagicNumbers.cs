using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Outcomes;

/// <summary>The carrier's published test numbers for messages.</summary>
internal static class MagicNumbers
{
    public const string Sender = "+15005550006";

    public static ApiError? ForSender(string? from, bool isTest) => from switch
    {
        "+15005550001" => ApiError.Invalid(21212, "The 'From' number is not a valid phone number."),
        "+15005550007" => ApiError.Invalid(21606, "The 'From' phone number is not a valid, message-capable number of your account."),
        "+15005550008" => ApiError.Invalid(21611, "The queue of this 'From' number is full."),
        Sender or null => null,
        _ when isTest => ApiError.Invalid(21606, "The 'From' phone number is not a valid, message-capable number of your account."),
        _ => null,
    };

    public static ApiError? ForRecipient(string to) => to switch
    {
        "+15005550001" => ApiError.Invalid(21211, "The 'To' number is not a valid phone number."),
        "+15005550002" => ApiError.Invalid(21612, "The 'To' number is not reachable from this 'From'."),
        "+15005550003" => ApiError.Invalid(21408, "Messages to this country are not enabled for the account."),
        "+15005550004" => ApiError.Invalid(21610, "The recipient has unsubscribed."),
        "+15005550009" => ApiError.Invalid(21614, "The 'To' number is not a mobile number."),
        _ => null,
    };
}
