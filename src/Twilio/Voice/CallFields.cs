using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Voice;

/// <summary>A call as the carrier wants to be told of it: the member's phone rings first, with our line as the caller.</summary>
internal static class CallFields
{
    // A phone that is not picked up by then is answered by a mailbox.
    private const string RingSeconds = "25";

    public static IEnumerable<KeyValuePair<string, string>> Of(CallOrder order, VoiceAddresses addresses)
    {
        var bridge = addresses.Bridge(order.Place);
        yield return new("To", order.MemberNumber);
        yield return new("From", order.Line);
        yield return new("Url", bridge);
        yield return new("Method", "POST");
        yield return new("FallbackUrl", bridge);
        yield return new("FallbackMethod", "POST");
        yield return new("StatusCallback", addresses.Status(order.Place, CallLeg.Member));
        yield return new("StatusCallbackMethod", "POST");
        foreach (var told in (string[])["initiated", "ringing", "answered", "completed"])
        {
            yield return new("StatusCallbackEvent", told);
        }

        yield return new("Timeout", RingSeconds);
    }
}
