using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Lets in what our account at the carrier signed, and nothing else. What is turned away is counted, never stored.</summary>
internal sealed partial class WebhookGate(TwilioAccount account, WebhookRefusals refusals, ILogger<WebhookGate> logger)
{
    public const int MaxBody = 128 * 1024;

    /// <returns>Null: it was turned away and has its answer.</returns>
    public async Task<Webhook?> Admit(HttpContext http, string door)
    {
        var request = http.Request;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (await WebhookBody.Read(request, MaxBody, http.RequestAborted) is not { } body
            || FieldsOf(request, target, body) is not { } fields)
        {
            return await Refuse(http, door, StatusCodes.Status413PayloadTooLarge, "too-large", "The request is larger than anything the carrier sends.");
        }

        // A body that is no form names no account; there is only one whose signature would be right.
        if (!account.IsConfigured || (fields.Text("AccountSid"u8) is { } sid && sid != account.AccountSid))
        {
            return await Refuse(http, door, StatusCodes.Status403Forbidden, "unknown-account", "This is not an account of this installation.");
        }

        if (request.Headers["X-Twilio-Signature"] is not [{ Length: > 0 } signature])
        {
            return await Refuse(http, door, StatusCodes.Status403Forbidden, "missing-signature", "The request is not signed.");
        }

        var posted = HttpMethods.IsPost(request.Method) ? fields : WebhookForm.Empty;
        if (!TwilioSignature.IsValid(signature, account.Address, target, posted, account.Tokens)
            || (IsJson(request) && !TwilioSignature.BodyHashMatches(body, request.Query["bodySHA256"])))
        {
            return await Refuse(http, door, StatusCodes.Status403Forbidden, "bad-signature", "The signature does not belong to this request.");
        }

        return new(door, target, request.ContentType, body, fields);
    }

    private static WebhookForm? FieldsOf(HttpRequest request, string target, byte[] body)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            var query = target.IndexOf('?', StringComparison.Ordinal);
            return query < 0 ? WebhookForm.Empty : WebhookForm.Parse(Encoding.UTF8.GetBytes(target[(query + 1)..]));
        }

        return IsOf(request, "application/x-www-form-urlencoded") ? WebhookForm.Parse(body) : WebhookForm.Empty;
    }

    private static bool IsJson(HttpRequest request) => IsOf(request, "application/json");

    private static bool IsOf(HttpRequest request, string mediaType)
    {
        var type = request.ContentType.AsSpan();
        var parameters = type.IndexOf(';');
        return (parameters < 0 ? type : type[..parameters]).Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Webhook?> Refuse(HttpContext http, string door, int status, string code, string sentence)
    {
        if (refusals.Count(door, code))
        {
            LogRefused(logger, door, code);
        }

        await Answers.Problem(http, status, code, sentence);
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door turned away: {Reason}. If the carrier sent it, check Twilio:AccountSid, Twilio:AuthToken and PublicBaseUrl. More of these are only counted for a minute")]
    private static partial void LogRefused(ILogger logger, string door, string reason);
}
