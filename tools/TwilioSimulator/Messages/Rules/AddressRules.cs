using System.Text.RegularExpressions;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>Are the two addresses well formed?</summary>
internal static partial class AddressRules
{
    public static ApiError? RecipientGiven(RuleInput input) =>
        input.Request.To is null ? ApiError.Invalid(21604, "A 'To' phone number is required.") : null;

    public static ApiError? NoMagicNumber(RuleInput input)
    {
        var to = input.World.Handsets.Role(input.Request.To!);
        return MagicNumbers.ForRecipient(to)
            ?? MagicNumbers.ForSender(input.Request.From, input.IsTest)
            ?? (!input.IsTest && OutcomeNumbers.RefusalOf(to) is { } code ? ApiError.OfCode(code, $"Simulated error {code}") : null);
    }

    public static ApiError? RecipientValid(RuleInput input) => input.Request.To! switch
    {
        var to when IsChannel(to) => NoChannel,
        var to when !IsPhoneNumber(to) => ApiError.Invalid(21211, $"The 'To' number {to} is not a valid phone number."),
        _ => null,
    };

    public static ApiError? SenderGiven(RuleInput input) =>
        input.Request.From is null && input.Request.ServiceSid is null
            ? ApiError.Invalid(21603, "A 'From' or 'MessagingServiceSid' parameter is required.")
            : null;

    public static ApiError? SenderValid(RuleInput input) => input.Request.From switch
    {
        null => null,
        var from when IsChannel(from) => NoChannel,
        var from when IsPhoneNumber(from) || ShortCode().IsMatch(from) || IsSenderName(from) => null,
        var from => ApiError.Invalid(21212, $"The 'From' number {from} is not a valid phone number, short code or sender name."),
    };

    public static ApiError? NotToItself(RuleInput input) =>
        input.Request.From == input.Request.To
            ? ApiError.Invalid(input.Settings.SameNumberCode, "'To' and 'From' number cannot be the same.")
            : null;

    public static bool IsPhoneNumber(string text) => PhoneNumber().IsMatch(text);

    /// <summary>A browser or an app instead of a telephone; calls can go there.</summary>
    public static bool IsClient(string text) => Client().IsMatch(text);

    public static bool IsSenderName(string text) => SenderName().IsMatch(text) && text.Any(char.IsAsciiLetter);

    private static ApiError NoChannel => ApiError.Invalid(63007, "Could not find a channel with the specified 'From' address.");

    private static bool IsChannel(string address) =>
        address.StartsWith("whatsapp:", StringComparison.Ordinal) || address.StartsWith("rcs:", StringComparison.Ordinal);

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^client:[A-Za-z0-9_]{1,121}\z")]
    private static partial Regex Client();

    [GeneratedRegex(@"^[0-9]{3,8}\z")]
    private static partial Regex ShortCode();

    [GeneratedRegex(@"^[A-Za-z0-9 ]{1,11}\z")]
    private static partial Regex SenderName();
}
