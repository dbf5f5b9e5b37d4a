using System.Globalization;
using System.Net;
using OrleansSms.Conversations;
using OrleansSms.Failures;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Outbound;

/// <summary>What an HTTP answer proves about the message that was posted.</summary>
internal static class AnswerReading
{
    // Queues at the carrier move by the minute.
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(1);

    public static CarrierAnswer Read(OutboxItem item, HttpResponseMessage response, byte[] body, TimeProvider time)
    {
        var json = CarrierJson.Parse(body);
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests =>
                new CarrierAnswer.NotExecuted(TwilioRetries.Asked(response, time), "The carrier has too many requests of this account."),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Created(item, json),
            // Nobody was let in, so nothing was executed, and nothing of it is about this message.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => LockedOut(response.StatusCode, json),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => Refused(item, response.StatusCode, json),
            _ => InDoubt(response.StatusCode),
        };
    }

    private static CarrierAnswer Created(OutboxItem item, CarrierJson? json)
    {
        if (json is not { } message || message.Text("sid") is not { } sid || !Sid.IsUsable(sid))
        {
            return new CarrierAnswer.Unknown("The carrier's answer does not name the message.");
        }

        return new CarrierAnswer.Settled(new DeliveryReport(
            item.MessageId,
            message.Text("status") ?? "accepted",
            sid,
            message.Number("error_code"),
            message.Number("num_segments") is > 0 and var segments ? segments : null,
            message.Amount("price"),
            message.Text("price_unit"),
            message.Text("date_updated") ?? message.Text("date_created")));
    }

    private static CarrierAnswer Refused(OutboxItem item, HttpStatusCode status, CarrierJson? json)
    {
        if (CodeOf(json) is { } code)
        {
            // A no for now, such as a sender's full queue at the carrier, is worth waiting for.
            return FailureCatalogue.Explain(code).Class is FailureClass.RetryLater or FailureClass.RetryNow
                ? new CarrierAnswer.NotExecuted(PutOff, string.Create(CultureInfo.InvariantCulture, $"The carrier puts it off (code {code})."), code)
                : Failed(item, code);
        }

        // The carrier's own refusal says so in JSON. A bare page of something in between proves nothing,
        // except where the status alone means that nobody was let in.
        return json?.Text("message") is not null || json?.Text("title") is not null || status == HttpStatusCode.NotFound
            ? Failed(item, (int)status)
            : InDoubt(status);
    }

    /// <summary>The carrier's error code, whichever of its error shapes it used.</summary>
    public static int? CodeOf(CarrierJson? json) => json?.Number("code") is > 0 and var code ? code : null;

    private static CarrierAnswer.LockedOut LockedOut(HttpStatusCode status, CarrierJson? json) =>
        new(CodeOf(json) ?? (int)status, "The carrier refuses our credentials or our account.");

    private static CarrierAnswer.Settled Failed(OutboxItem item, int code) =>
        new(new DeliveryReport(item.MessageId, "failed", ErrorCode: code));

    private static CarrierAnswer.Unknown InDoubt(HttpStatusCode status) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The carrier answered {(int)status}, which does not say whether it took the message."));
}
