using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using OrleansSms.Twilio.Accounts;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Lets in what an account of ours at the carrier signed, and nothing else. What is turned away is counted, never stored.</summary>
internal sealed partial class WebhookGate(AccountDirectory accounts, WebhookBody bodies, DoorTally tally, ILogger<WebhookGate> logger)
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

        var account = AccountOf(fields);
        if (Suspect(request, target, body, fields, account) is { } refusal)
        {
            // Strangers who try doors name no account; the carrier always does.
            return await TurnAway(http, door, refusal, fields.Text("AccountSid"u8) is { } named && Sid.Is(named, "AC"));
        }

        tally.Accepted(door);
        return new(door, target, request.ContentType, body, fields, account is { IsConfigured: false } ? account.Sid : null);
    }

    /// <summary>The one it names. What names none, such as a body that is no form, can only be of the configured one: trying all would be work for strangers.</summary>
    private TwilioAccount? AccountOf(WebhookForm fields)
    {
        Span<char> named = stackalloc char[Sid.MaxLength];
        return fields.TryCopy("AccountSid"u8, named, out var length) ? accounts.Find(named[..length]) : accounts.Configured;
    }

    private Refusal? Suspect(HttpRequest request, string target, byte[] body, WebhookForm fields, TwilioAccount? account)
    {
        if (account is null || accounts.Address is not { } address)
        {
            return Refusal.UnknownAccount;
        }

        if (request.Headers["X-Twilio-Signature"] is not [{ Length: > 0 } signature])
        {
            return Refusal.MissingSignature;
        }

        var posted = HttpMethods.IsPost(request.Method) ? fields : WebhookForm.Empty;
        return TwilioSignature.IsValid(signature, address, target, posted, account.Tokens)
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

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door turned away: {Reason}. If the carrier sent it, check the carrier accounts (settings, or Twilio:AccountSid and Twilio:AuthToken) and PublicBaseUrl. More of these are only counted for a minute")]
    private static partial void LogRefused(ILogger logger, string door, string reason);
}
