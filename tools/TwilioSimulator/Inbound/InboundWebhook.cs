using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Twiml;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Inbound;

/// <summary>Calls the webhook of a number, its fallback when that fails, and carries out the answer.</summary>
internal sealed class InboundWebhook(WebhookSender sender, TwimlReplies replies)
{
    private const int MostRedirects = 10;

    public async Task<IReadOnlyList<WebhookLogEntry>> Deliver(World world, Arrival arrival)
    {
        var deliveries = new List<WebhookLogEntry>();
        var route = arrival.Route;
        var error = await Run(world, arrival, route.Url, route.Method, arrival.Fields, deliveries);
        if (error is { } code && route.FallbackUrl.Length > 0)
        {
            KeyValuePair<string, string>[] why = [new("ErrorCode", Wire.Number(code)), new("ErrorUrl", route.Url)];
            await Run(world, arrival, route.FallbackUrl, route.FallbackMethod, [.. arrival.Fields, .. why], deliveries);
        }

        return deliveries;
    }

    private async Task<int?> Run(
        World world, Arrival arrival, string url, string method,
        IReadOnlyList<KeyValuePair<string, string>> fields, List<WebhookLogEntry> deliveries)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            Webhook webhook;
            lock (world.Gate)
            {
                webhook = WebhookDrafts.Make(world, arrival.Account, "inbound-sms", arrival.Message.Sid, url, method, fields);
            }

            var (entry, last) = await sender.Deliver(webhook);
            if (last.ErrorCode is { } failed)
            {
                deliveries.Add(entry);
                return failed;
            }

            var document = TwimlDocument.Read(last.ContentType, last.Body);
            var warnings = replies.Send(world, arrival, document, url);
            entry.ErrorCode = document.ErrorCode;
            entry.Warnings = [.. entry.Warnings, .. warnings];
            deliveries.Add(entry);
            if (document.ErrorCode is not null || document.Redirect is null)
            {
                return document.ErrorCode;
            }

            (url, method) = (Resolve(url, document.Redirect), document.RedirectMethod);
        }

        return 11215;
    }

    private static string Resolve(string document, string target) =>
        Uri.TryCreate(new Uri(document), target, out var resolved) ? resolved.AbsoluteUri : document;
}
