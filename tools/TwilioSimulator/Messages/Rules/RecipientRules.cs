using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.OptOut;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>May and can this recipient be texted?</summary>
internal static class RecipientRules
{
    public static ApiError? VerifiedOnTrial(RuleInput input) =>
        input.Account.IsTrial && !input.Account.VerifiedNumbers.Contains(input.Request.To!)
            ? ApiError.Invalid(21608, "A trial account can only text verified numbers.")
            : null;

    public static ApiError? CountryEnabled(RuleInput input) =>
        input.Account.EnabledCountries is { } enabled && !enabled.Contains(Dialing.Country(input.Request.To!) ?? "")
            ? ApiError.Invalid(21408, "Permission to send an SMS to this region has not been enabled.")
            : null;

    public static ApiError? NotALandline(RuleInput input) =>
        input.World.Handsets.IsLandline(input.Request.To!)
            ? ApiError.Invalid(input.Settings.LandlineCode, "The 'To' number is not a mobile number.")
            : null;

    public static ApiError? NotOptedOut(RuleInput input) =>
        input.Request.SendAt is null
        && OptOutDesk.Blocks(input.World, input.Request.ServiceSid, input.Request.From, input.Request.To!, out var isLate)
        && !isLate
            ? ApiError.Invalid(21610, "Attempt to send to unsubscribed recipient")
            : null;
}
