using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What a text means for consent. Only a text that is exactly one keyword counts, as at the carrier.</summary>
internal static class OptOutKeywords
{
    /// <summary>The carrier refused because the contact opted out, perhaps while we were not listening.</summary>
    public static bool IsRefusal(int? errorCode) => errorCode is 21610 or 30630;

    /// <summary>True: opted out from now on. False: opted in again. Null: says nothing about it.</summary>
    public static bool? Read(InboundSms sms, bool optedOut) => (sms.OptOutType ?? sms.Body.Trim()).ToUpperInvariant() switch
    {
        "STOP" or "STOPALL" or "UNSUBSCRIBE" or "CANCEL" or "END" or "QUIT" or "REVOKE" or "OPTOUT" => true,
        "START" or "UNSTOP" => false,
        // YES is also an everyday answer: it means consent only from someone who had opted out.
        "YES" when optedOut => false,
        _ => null,
    };
}
