using System.Globalization;
using System.Net;
using OrleansSms.Failures;

namespace OrleansSms.Twilio.Outbound;

/// <summary>What an HTTP answer proves about what was posted.</summary>
internal static class AnswerReading
{
    // Queues at the carrier move by the minute.
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(1);

    public static PostOutcome Read(HttpResponseMessage response, CarrierJson? json, TimeProvider time) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests =>
            new PostOutcome.NotExecuted(TwilioRetries.Asked(response, time), "The carrier has too many requests of this account."),
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Created(json),
        // Nobody was let in, so nothing was executed, and nothing of it is about what was posted.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PostOutcome.LockedOut(CodeOf(json) ?? (int)response.StatusCode),
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => Refused(response.StatusCode, json),
        _ => InDoubt(response.StatusCode),
    };

    /// <summary>The carrier's error code, whichever of its error shapes it used.</summary>
    public static int? CodeOf(CarrierJson? json) => json?.Number("code") is > 0 and var code ? code : null;

    private static PostOutcome Created(CarrierJson? json) => json is { } answer && answer.Text("sid") is { } sid && Sid.IsUsable(sid)
        ? new PostOutcome.Taken(sid, answer)
        : new PostOutcome.InDoubt("The carrier's answer does not name what it took.");

    private static PostOutcome Refused(HttpStatusCode status, CarrierJson? json)
    {
        if (CodeOf(json) is { } code)
        {
            // A no for now, such as a sender's full queue at the carrier, is worth waiting for.
            return FailureCatalogue.Explain(code).Class is FailureClass.RetryLater or FailureClass.RetryNow
                ? new PostOutcome.NotExecuted(PutOff, string.Create(CultureInfo.InvariantCulture, $"The carrier puts it off (code {code})."), code)
                : new PostOutcome.Refused(code);
        }

        // The carrier's own refusal says so in JSON. A bare page of something in between proves nothing,
        // except where the status alone means that nobody was let in.
        return json?.Text("message") is not null || json?.Text("title") is not null || status == HttpStatusCode.NotFound
            ? new PostOutcome.Refused((int)status)
            : InDoubt(status);
    }

    private static PostOutcome.InDoubt InDoubt(HttpStatusCode status) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The carrier answered {(int)status}, which does not say whether it took it."));
}
