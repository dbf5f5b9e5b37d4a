using OrleansSms.Carrier;

namespace OrleansSms.Twilio.Numbers;

/// <summary>What is right and wrong about where a number's calls go. Nobody is told about calls of a number that has none.</summary>
internal static class CallAdvice
{
    public static IEnumerable<NumberAddress> Addresses(PhoneRecord number, NumberAddresses should)
    {
        if (!number.CanCall)
        {
            yield break;
        }

        yield return number switch
        {
            // The carrier looks at a trunk before it looks at an app, and at an app before the addresses.
            { Trunk: { } trunk } => Address("Calls", $"SIP trunk {CarrierAccount.EndingOf(trunk)}", should.Calls, AddressState.Other),
            { VoiceApplication: { } application } => Address("Calls", $"TwiML app {CarrierAccount.EndingOf(application)}", should.Calls, AddressState.Other),
            _ => Address("Calls", number.Calls, should.Calls),
        };
        yield return Address("Calls, second try", number.CallsSecondTry, should.Calls);
        yield return Address("Status of calls", number.CallStatus, should.CallStatus);
    }

    /// <remarks>A line may be there for texts alone, so calls that go elsewhere are no more than a warning.</remarks>
    public static IEnumerable<CarrierFinding> Findings(PhoneRecord number, NumberAddresses should) =>
        (!number.CanCall ? []
        : number.Trunk is not null ? ["A SIP trunk takes its calls, and its own addresses are not looked at. Setting it up takes it out of the trunk."]
        : number.VoiceApplication is not null ? ["A TwiML app gets its calls, and its own addresses are not looked at. Setting it up takes its calls out of the app."]
        : NumberAdvice.StateOf(number.Calls, should.Calls) switch
        {
            AddressState.Missing => ["Its calls go nowhere: whoever calls it hears that something is wrong."],
            AddressState.Other => ["Its calls go somewhere else, not to us."],
            var state => OfOurs(number, should, state),
        })
        .Select(sentence => new CarrierFinding(FindingLevel.Warning, sentence));

    /// <summary>What goes with calls that come to us.</summary>
    private static IEnumerable<string> OfOurs(PhoneRecord number, NumberAddresses should, AddressState calls)
    {
        if (calls == AddressState.Almost)
        {
            yield return "Its calls come to us, but are not tried again when we are away for a moment.";
        }

        switch (NumberAdvice.StateOf(number.CallsSecondTry, should.Calls))
        {
            case AddressState.Missing:
                yield return "It has no address for a second try of calls: a call that meets a restart of ours is lost.";
                break;
            case AddressState.Other:
                yield return "A call that we cannot take at once is brought somewhere else.";
                break;
        }

        switch (NumberAdvice.StateOf(number.CallStatus, should.CallStatus))
        {
            case AddressState.Missing:
                yield return "It has no address for the status of calls: how a call ended is seen late, when we ask.";
                break;
            case AddressState.Other:
                yield return "How its calls end is told somewhere else, and seen late here, when we ask.";
                break;
        }
    }

    private static NumberAddress Address(string use, Destination now, string should) => Address(use, now.Shown, should, NumberAdvice.StateOf(now, should));

    private static NumberAddress Address(string use, string? now, string should, AddressState state) => new(use, now, $"POST {should}", state, IsOfCalls: true);
}
