using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Messages.Rules;

/// <summary>The order in which a create request is checked; the first rule that refuses decides.</summary>
internal static class CreateRules
{
    private static readonly Func<RuleInput, ApiError?>[] InOrder =
    [
        AddressRules.RecipientGiven,
        AddressRules.NoMagicNumber,
        AddressRules.RecipientValid,
        AddressRules.SenderGiven,
        AddressRules.SenderValid,
        AddressRules.NotToItself,
        SenderRules.SenderOwned,
        SenderRules.ServiceUsable,
        ContentRules.SomethingToSend,
        ContentRules.BodyNotTooLong,
        ContentRules.MediaUsable,
        ContentRules.TemplateUsable,
        DeliveryRules.CallbackUsable,
        DeliveryRules.ValidityInRange,
        DeliveryRules.SchedulePossible,
        RecipientRules.VerifiedOnTrial,
        RecipientRules.CountryEnabled,
        RecipientRules.NotALandline,
        RecipientRules.NotOptedOut,
        SenderRules.QueueHasRoom,
    ];

    public static ApiError? Check(RuleInput input)
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
}
