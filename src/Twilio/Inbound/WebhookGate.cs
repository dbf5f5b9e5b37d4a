using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Lets in what our account at the carrier signed, and nothing else. What is turned away is counted, never stored.</summary>
internal sealed partial class WebhookGate(TwilioAccount account, WebhookBody bodies, DoorTally tally, ILogger<WebhookGate> logger)
{
    /// <returns>Null: it was turned away and has its answer.</returns>
    public async Task<Webhook?> Admit(HttpContext http, string door)
    {
        var request = http.Request;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var read = await bodies.Read(request);
        if (read.Bytes is not { } body)
        {
            return await TurnAway(http, door, read.Refused!, isOfCarrier: false);
        }

        if (FieldsOf(request, target, body) is not { } fields)
        {
            return await TurnAway(http, door, Refusal.TooLarge, isOfCarrier: false);
        }

        if (Suspect(request, target, body, fields) is { } refusal)
        {
            // Strangers who try doors name no account; the carrier always does.
            return await TurnAway(http, door, refusal, fields.Text("AccountSid"u8) is { } named && Sid.Is(named, "AC"));
        }

        tally.Accepted(door);
        return new(door, target, request.ContentType, body, fields);
    }

    private Refusal? Suspect(HttpRequest request, string target, byte[] body, WebhookForm fields)
    {
        // A body that is no form names no account; there is only one whose signature would be right.
        if (!account.IsConfigured || fields.IsOther("AccountSid"u8, account.AccountSid))
        {
            return Refusal.UnknownAccount;
        }

        if (request.Headers["X-Twilio-Signature"] is not [{ Length: > 0 } signature])
        {
            return Refusal.MissingSignature;
        }

        var posted = HttpMethods.IsPost(request.Method) ? fields : WebhookForm.Empty;
        return TwilioSignature.IsValid(signature, account.Address, target, posted, account.Tokens)
            && (!MediaType.IsJson(request.ContentType) || TwilioSignature.BodyHashMatches(body, request.Query["bodySHA256"]))
                ? null
                : Refusal.BadSignature;
    }

    private static WebhookForm? FieldsOf(HttpRequest request, string target, byte[] body) =>
        !HttpMethods.IsPost(request.Method) ? WebhookForm.OfQuery(target)
        : MediaType.IsForm(request.ContentType) ? WebhookForm.Parse(body)
        : WebhookForm.Empty;

    private async Task<Webhook?> TurnAway(HttpContext http, string door, Refusal refusal, bool isOfCarrier)
    {
        if (tally.Refused(door, refusal, isOfCarrier))
        {
            LogRefused(logger, door, refusal.Code);
        }

        await refusal.Answer(http);
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door turned away: {Reason}. If the carrier sent it, check Twilio:AccountSid, Twilio:AuthToken and PublicBaseUrl. More of these are only counted for a minute")]
    private static partial void LogRefused(ILogger logger, string door, string reason);
}
