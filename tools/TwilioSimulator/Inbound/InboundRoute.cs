using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Numbers;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>Which webhook hears of an inbound text.</summary>
internal sealed record InboundRoute(string? ServiceSid, bool IsDropped, string Url, string Method, string FallbackUrl, string FallbackMethod)
{
    public static InboundRoute Of(World world, OwnedNumber number)
    {
        var service = world.Services.OfNumber(number.Number);
        if (service is null || service.UseInboundWebhookOnNumber)
        {
            var webhooks = number.Webhooks;
            return new(
                service?.Sid, false, webhooks["sms_url"], webhooks["sms_method"], webhooks["sms_fallback_url"], webhooks["sms_fallback_method"]);
        }

        return new(
            service.Sid, service.InboundRequestUrl is null, service.InboundRequestUrl ?? "", service.InboundMethod,
            service.FallbackUrl ?? "", service.FallbackMethod);
    }
}
