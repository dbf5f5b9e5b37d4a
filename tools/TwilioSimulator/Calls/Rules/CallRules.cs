using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Messages.Rules;
using OrleansSms.TwilioSimulator.Outcomes;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Calls.Rules;

/// <summary>The order in which a request for a call is checked; the first rule that refuses decides.</summary>
internal static class CallRules
{
    private static readonly Func<CallRuleInput, ApiError?>[] InOrder =
    [
        RecipientGiven,
        CallerGiven,
        NoMagicNumber,
        RecipientValid,
        CallerValid,
        CallerOwned,
        OrderRules.DocumentGiven,
        OrderRules.MethodsKnown,
        OrderRules.DigitsSendable,
        OrderRules.TimeoutInRange,
        OrderRules.EventsKnown,
        OrderRules.DetectionUsable,
        OrderRules.CallbackUsable,
        VerifiedOnTrial,
        CountryEnabled,
        NotBlocked,
    ];

    public static ApiError? Check(CallRuleInput input)
    {
        foreach (var rule in InOrder)
        {
            if (rule(input) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>May this account show that number as the caller?</summary>
    public static bool MayShow(World world, Accounts.Account account, string number) =>
        number == MagicNumbers.Sender || account.VerifiedNumbers.Contains(number)
        || world.Numbers.Find(number) is { Voice: true } owned && owned.AccountSid == account.Sid;

    private static ApiError? RecipientGiven(CallRuleInput input) =>
        input.Request.To is null ? ApiError.Invalid(21201, "No 'To' number is specified") : null;

    private static ApiError? CallerGiven(CallRuleInput input) =>
        input.Request.From is null ? ApiError.Invalid(21213, "No 'From' number is specified") : null;

    private static ApiError? NoMagicNumber(CallRuleInput input)
    {
        var to = input.World.Handsets.Role(input.Request.To!);
        return MagicCallNumbers.ForRecipient(to)
            ?? MagicCallNumbers.ForCaller(input.Request.From!, input.IsTest)
            ?? (!input.IsTest && OutcomeNumbers.RefusalOf(to) is { } code ? ApiError.OfCode(code, $"Simulated error {code}") : null);
    }

    private static ApiError? RecipientValid(CallRuleInput input) =>
        AddressRules.IsPhoneNumber(input.Request.To!) || AddressRules.IsClient(input.Request.To!) ? null : ApiError.Invalid(21217, "The phone number you are attempting to call is not valid.");

    private static ApiError? CallerValid(CallRuleInput input) =>
        AddressRules.IsPhoneNumber(input.Request.From!) ? null : ApiError.Invalid(21212, "The 'From' number is not a valid phone number.");

    private static ApiError? CallerOwned(CallRuleInput input) =>
        MayShow(input.World, input.Account, input.Request.From!)
            ? null
            : ApiError.Invalid(21210, "The source phone number provided is not yet verified or owned for your account.");

    private static ApiError? VerifiedOnTrial(CallRuleInput input) =>
        input.Account.IsTrial && !AddressRules.IsClient(input.Request.To!) && !input.Account.VerifiedNumbers.Contains(input.Request.To!)
            ? ApiError.Invalid(21219, "A trial account can only call verified numbers.")
            : null;

    private static ApiError? CountryEnabled(CallRuleInput input) =>
        input.Account.EnabledCountries is { } enabled && !AddressRules.IsClient(input.Request.To!) && !enabled.Contains(Dialing.Country(input.Request.To!) ?? "")
            ? ApiError.Invalid(21215, "Calls to this country are not enabled for the account.")
            : null;

    private static ApiError? NotBlocked(CallRuleInput input) =>
        input.World.Handsets.IsBlocked(input.Request.To!) ? ApiError.Invalid(21216, "Calls to this number are blocked.") : null;
}
