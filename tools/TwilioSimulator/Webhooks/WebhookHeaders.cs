namespace OrleansSms.TwilioSimulator.Webhooks;

internal static class WebhookHeaders
{
    public static IReadOnlyDictionary<string, string> Of(
        Webhook webhook, string signedUrl, IReadOnlyList<KeyValuePair<string, string>> signedFields)
    {
        var headers = new Dictionary<string, string>
        {
            ["User-Agent"] = "TwilioProxy/1.1",
            ["Accept"] = "*/*",
            ["Accept-Encoding"] = "gzip",
            ["I-Twilio-Idempotency-Token"] = webhook.IdempotencyToken,
        };
        if (webhook.SigningToken is { } token)
        {
            headers["X-Twilio-Signature"] = WebhookSignature.Compute(token, signedUrl, signedFields);
        }

        return headers;
    }
}
