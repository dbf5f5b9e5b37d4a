using System.Text.Json.Nodes;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Protocol;

namespace OrleansSms.TwilioSimulator.Services;

/// <summary>The newer API's shape: ISO dates, absolute addresses, paging under <c>meta</c>.</summary>
internal static class ServiceJson
{
    public static JsonObject Of(HttpContext context, MessagingService service) => new()
    {
        ["sid"] = service.Sid,
        ["account_sid"] = service.AccountSid,
        ["friendly_name"] = service.FriendlyName,
        ["inbound_request_url"] = service.InboundRequestUrl,
        ["inbound_method"] = service.InboundMethod,
        ["fallback_url"] = service.FallbackUrl,
        ["fallback_method"] = service.FallbackMethod,
        ["status_callback"] = service.StatusCallback,
        ["sticky_sender"] = service.StickySender,
        ["smart_encoding"] = service.SmartEncoding,
        ["mms_converter"] = true,
        ["area_code_geomatch"] = true,
        ["validity_period"] = service.ValidityPeriod,
        ["usecase"] = "undeclared",
        ["us_app_to_person_registered"] = service.IsRegistered,
        ["use_inbound_webhook_on_number"] = service.UseInboundWebhookOnNumber,
        ["date_created"] = Wire.IsoDate(service.Created),
        ["date_updated"] = Wire.IsoDate(service.Created),
        ["url"] = $"{Origin(context)}/v1/Services/{service.Sid}",
    };

    public static JsonObject OfNumber(HttpContext context, MessagingService service, OwnedNumber number) => new()
    {
        ["sid"] = number.Sid,
        ["account_sid"] = number.AccountSid,
        ["service_sid"] = service.Sid,
        ["phone_number"] = number.Number,
        ["country_code"] = Dialing.Country(number.Number),
        ["capabilities"] = new JsonArray([.. Words(number).Select(word => (JsonNode)word)]),
        ["date_created"] = Wire.IsoDate(number.Created),
        ["date_updated"] = Wire.IsoDate(number.Updated),
        ["url"] = $"{Origin(context)}/v1/Services/{service.Sid}/PhoneNumbers/{number.Sid}",
    };

    public static JsonObject Envelope(
        HttpContext context, string key, Paging paging, int start, int total, IReadOnlyList<JsonObject> page)
    {
        var call = ApiCall.Of(context);
        string Link(int number, string? token) =>
            Origin(context) + Paging.Link(context.Request.Path, call.Query, paging.Size, number, token);

        return new JsonObject
        {
            [key] = new JsonArray([.. page]),
            ["meta"] = new JsonObject
            {
                ["key"] = key,
                ["page"] = paging.Page,
                ["page_size"] = paging.Size,
                ["url"] = Link(paging.Page, paging.Token),
                ["first_page_url"] = Link(0, null),
                ["next_page_url"] = start + page.Count < total ? Link(paging.Page + 1, SmallList.TokenAt(start + page.Count)) : null,
                ["previous_page_url"] = start > 0 ? Link(Math.Max(0, paging.Page - 1), SmallList.TokenAt(start - paging.Size)) : null,
            },
        };
    }

    private static IEnumerable<string> Words(OwnedNumber number)
    {
        if (number.Voice)
        {
            yield return "Voice";
        }

        if (number.Sms)
        {
            yield return "SMS";
        }

        if (number.Mms)
        {
            yield return "MMS";
        }
    }

    private static string Origin(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
