using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Numbers;

/// <summary>A messaging service: a pool of numbers with settings that may go before the numbers' own.</summary>
/// <param name="LetsNumbersDecide">What comes in goes where the number says, not where the service says.</param>
/// <param name="IsRegistered">With the US networks (A2P 10DLC); null: the carrier does not say.</param>
internal sealed record ServiceRecord(
    string Sid, string Name, Destination Texts, Destination SecondTry, bool LetsNumbersDecide, bool? IsRegistered)
{
    public static ServiceRecord? Read(CarrierJson json) => json.Text("sid") is { } sid && OrleansSms.Twilio.Sid.Is(sid, "MG")
        ? new(
            sid,
            json.Text("friendly_name") is { Length: > 0 } name ? name : sid[^4..],
            Destination.Read(json, "inbound_request_url", "inbound_method"),
            Destination.Read(json, "fallback_url", "fallback_method"),
            json.Flag("use_inbound_webhook_on_number") ?? false,
            json.Flag("us_app_to_person_registered"))
        : null;
}
