using Microsoft.Extensions.Logging;
using OrleansSms.Twilio.Accounts;
using Polly.Timeout;

namespace OrleansSms.Twilio.Outbound;

/// <summary>Posts what must not happen twice. Every outcome is an answer; only a bug of ours is an exception.</summary>
internal sealed partial class CarrierPost(IHttpClientFactory clients, TimeProvider time, ILogger<CarrierPost> logger)
{
    public const string Client = "twilio";

    /// <summary>For calls, which nobody waits long for.</summary>
    public const string CallClient = "twilio-calls";

    public async Task<PostOutcome> Post(TwilioAccount account, Errand errand, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var outcome = await Try(account, errand, cancellation);
        PostMeasures.Came(errand, outcome, time.GetElapsedTime(began));
        return outcome;
    }

    private async Task<PostOutcome> Try(TwilioAccount account, Errand errand, CancellationToken cancellation)
    {
        using var form = new PostedForm(errand.Poster, errand.Fields);
        try
        {
            return await Post(account, errand, form, cancellation);
        }
        catch (Exception fault) when (fault is NeverSentException or HttpRequestException or TimeoutRejectedException or OperationCanceledException)
        {
            var cause = fault is NeverSentException ? fault.InnerException! : fault;
            LogNoAnswer(logger, errand.What, errand.Id, errand.Attempt, form.MayHaveArrived, cause.GetType().Name, (cause as HttpRequestException)?.HttpRequestError);
            return form.MayHaveArrived
                ? new PostOutcome.InDoubt("The carrier's answer did not arrive.")
                : new PostOutcome.NotExecuted(null, "The carrier could not be reached.");
        }
    }

    private async Task<PostOutcome> Post(TwilioAccount account, Errand errand, PostedForm form, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(errand.Client);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2010-04-01/Accounts/{account.Sid}/{errand.List}.json") { Content = form };
        request.Headers.Authorization = account.Authorization;
        using var response = await client.SendAsync(request, cancellation);

        // Already in memory, and too late to stop: what the carrier said must not get lost.
        var json = CarrierJson.Parse(await response.Content.ReadAsByteArrayAsync(CancellationToken.None));
        var outcome = AnswerReading.Read(response, json, time);
        LogAnswer(outcome, errand, response, json);
        return outcome;
    }

    private void LogAnswer(PostOutcome answer, Errand errand, HttpResponseMessage response, CarrierJson? json)
    {
        var level = answer is PostOutcome.Taken ? LogLevel.Debug : LogLevel.Warning;
        if (logger.IsEnabled(level))
        {
            var requestId = response.Headers.TryGetValues("Twilio-Request-Id", out var ids) ? string.Join(',', ids) : null;
            var (code, outcome) = (AnswerReading.CodeOf(json), answer.GetType().Name);
            LogAnswered(logger, level, errand.What, errand.Id, errand.Attempt, (int)response.StatusCode, code, outcome, requestId);
        }
    }

    [LoggerMessage("{What} {Id}, attempt {Attempt}: HTTP {Status}, code {Code}: {Outcome} (request {RequestId})")]
    private static partial void LogAnswered(ILogger logger, LogLevel level, string what, Guid id, int attempt, int status, int? code, string outcome, string? requestId);

    [LoggerMessage(LogLevel.Warning, "{What} {Id}, attempt {Attempt}: no answer, may have arrived: {MayHaveArrived} ({Fault}, {HttpError})")]
    private static partial void LogNoAnswer(ILogger logger, string what, Guid id, int attempt, bool mayHaveArrived, string fault, HttpRequestError? httpError);
}

/// <summary>Something to be posted.</summary>
/// <param name="What">For the log, with <paramref name="Id"/> and <paramref name="Attempt"/>.</param>
/// <param name="Poster">See <see cref="PostedForm"/>.</param>
/// <param name="List">The carrier's list that it becomes part of.</param>
/// <param name="Client">How long one waits for it: <see cref="CarrierPost.Client"/> or <see cref="CarrierPost.CallClient"/>.</param>
internal sealed record Errand(
    string What, Guid Id, int Attempt, string Poster, string List, IEnumerable<KeyValuePair<string, string>> Fields, string Client = CarrierPost.Client);
