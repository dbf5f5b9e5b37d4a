using OrleansSms.Carrier;

namespace OrleansSms.Twilio.Numbers;

/// <summary>What is right and wrong about a number. Pure: it looks at what the carrier said, and at where we are.</summary>
internal static class NumberAdvice
{
    private static readonly string[] TollFree = ["+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888"];

    /// <param name="should">Where texts and calls have to go.</param>
    /// <param name="service">The messaging service it is in; null: in none, or that is not known.</param>
    /// <param name="servicesKnown">Whether the services could be read.</param>
    public static CarrierNumber On(
        PhoneRecord number, NumberAddresses should, ServiceRecord? service, bool servicesKnown, LinePlace place, string? lineAccount) => new(
        number.Sid, number.Number, number.Label, number.CanText, number.CanSendPictures, number.CanCall, place, lineAccount,
        [.. OfTexts(number, should.Texts), .. CallAdvice.Addresses(number, should)],
        [.. Findings(number, should, service, servicesKnown, place, lineAccount).OrderByDescending(finding => finding.Level)]);

    public static AddressState StateOf(Destination destination, string should) =>
        !destination.IsThere ? AddressState.Missing
        : destination.Url == should && destination.Method == "POST" ? AddressState.Right
        : WithoutFragment(destination.Url!) == WithoutFragment(should) ? AddressState.Almost
        : AddressState.Other;

    private static IEnumerable<NumberAddress> OfTexts(PhoneRecord number, string should)
    {
        if (number.CanText)
        {
            yield return number.SmsApplication is { } application
                ? new("Texts", $"TwiML app {CarrierAccount.EndingOf(application)}", $"POST {should}", AddressState.Other)
                : new("Texts", number.Texts.Shown, $"POST {should}", StateOf(number.Texts, should));
            yield return new("Texts, second try", number.SecondTry.Shown, $"POST {should}", StateOf(number.SecondTry, should));
        }
    }

    private static IEnumerable<CarrierFinding> Findings(
        PhoneRecord number, NumberAddresses should, ServiceRecord? service, bool servicesKnown, LinePlace place, string? lineAccount) =>
    [
        .. place == LinePlace.OtherAccount && (number.CanText || number.CanCall)
            ? [new(FindingLevel.Warning, $"It is a line that sends through account {lineAccount}. Setting it up moves the line here.")]
            : Array.Empty<CarrierFinding>(),
        .. !number.CanText ? [new(FindingLevel.Note, "This number cannot text.")]
            : service is { LetsNumbersDecide: false } ? OfService(service, should.Texts)
            : OfNumber(number, should.Texts),
        .. number.CanText && Registration(number, service, servicesKnown) is { } registration ? [registration] : Array.Empty<CarrierFinding>(),
        .. CallAdvice.Findings(number, should),
    ];

    private static IEnumerable<CarrierFinding> OfNumber(PhoneRecord number, string should)
    {
        if (number.SmsApplication is not null)
        {
            yield return new(FindingLevel.Problem, "A TwiML app gets its texts, and its own addresses are not looked at. Setting it up takes it out of the app.");
            yield break;
        }

        switch (StateOf(number.Texts, should))
        {
            case AddressState.Missing:
                yield return new(FindingLevel.Problem, "Its texts go nowhere.");
                break;
            case AddressState.Other:
                yield return new(FindingLevel.Problem, "Its texts go somewhere else, not to us.");
                break;
            case AddressState.Almost:
                yield return new(FindingLevel.Warning, "Its texts come to us, but are not tried again when we are away for a moment.");
                break;
        }

        switch (StateOf(number.SecondTry, should))
        {
            case AddressState.Missing:
                yield return new(FindingLevel.Warning, "It has no address for a second try: a text that meets a restart of ours comes late, when we ask for what was missed.");
                break;
            case AddressState.Other:
                yield return new(FindingLevel.Warning, "A text that we cannot take at once is brought somewhere else.");
                break;
        }
    }

    private static IEnumerable<CarrierFinding> OfService(ServiceRecord service, string should)
    {
        var name = $"messaging service “{service.Name}”";
        switch (StateOf(service.Texts, should))
        {
            case AddressState.Missing:
                yield return new(
                    FindingLevel.Problem,
                    $"Its texts are dropped without a trace: it is in the {name}, which has no address for them and does not let its numbers decide. "
                    + "In the carrier's console, set the service's integration to defer to the sender's webhook.");
                break;
            case AddressState.Other:
                yield return new(
                    FindingLevel.Problem,
                    $"Its texts go where the {name} says, whatever is set here. In the carrier's console, set the service's integration to defer to the sender's webhook.");
                break;
            case AddressState.Almost:
                yield return new(FindingLevel.Warning, $"Its texts come to us through the {name}, but are not tried again when we are away for a moment.");
                break;
        }

        if (StateOf(service.Texts, should) != AddressState.Missing && !service.SecondTry.IsThere)
        {
            yield return new(FindingLevel.Warning, $"The {name} has no address for a second try.");
        }
    }

    /// <summary>Long numbers of +1 have to be registered for texts to phones in the United States; the service they are in says so.</summary>
    private static CarrierFinding? Registration(PhoneRecord number, ServiceRecord? service, bool servicesKnown) =>
        !number.Number.StartsWith("+1", StringComparison.Ordinal) || !servicesKnown ? null
        : TollFree.Any(prefix => number.Number.StartsWith(prefix, StringComparison.Ordinal))
            ? new(FindingLevel.Note, "Toll-free numbers have to be verified at the carrier before their texts get through.")
        : service is null
            ? new(FindingLevel.Warning, "It is in no messaging service, so it is not registered for texts to US phones (A2P 10DLC); their networks block what is not.")
        : service.IsRegistered == false
            ? new(FindingLevel.Warning, $"Its messaging service “{service.Name}” is not registered for texts to US phones (A2P 10DLC); their networks block what is not.")
        : null;

    private static string WithoutFragment(string url) => url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? url[..hash] : url;
}
