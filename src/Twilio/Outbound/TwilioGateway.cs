using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Accounts;
using Polly.Timeout;

namespace OrleansSms.Twilio.Outbound;

/// <summary>Posts messages to the carrier. Every outcome is an answer; only a bug of ours is an exception.</summary>
internal sealed partial class TwilioGateway(
    IHttpClientFactory clients,
    AccountDirectory accounts,
    TimeProvider time,
    ILogger<TwilioGateway> logger) : ICarrier
{
    public const string Client = "twilio";
    private static readonly TimeSpan Unconfigured = TimeSpan.FromMinutes(1);

    public async Task<CarrierAnswer> Send(OutboxItem item, CancellationToken cancellation)
    {
        if (accounts.Of(item.From) is not { } account || accounts.Address is not { } address)
        {
            LogNotConfigured(logger, item.MessageId);
            return new CarrierAnswer.NotExecuted(Unconfigured, "The line has no carrier account that can be used: see the settings, or Twilio:AccountSid, Twilio:AuthToken and PublicBaseUrl.");
        }

        using var form = new MessageForm(item, address.StatusCallback(item.ConversationId.Value, item.MessageId, item.Attempt));
        try
        {
            return await Post(account, item, form, cancellation);
        }
        catch (Exception fault) when (fault is NeverSentException or HttpRequestException or TimeoutRejectedException or OperationCanceledException)
        {
            var cause = fault is NeverSentException ? fault.InnerException! : fault;
            LogNoAnswer(logger, item.MessageId, item.Attempt, form.MayHaveArrived, cause.GetType().Name, (cause as HttpRequestException)?.HttpRequestError);
            return form.MayHaveArrived
                ? new CarrierAnswer.Unknown("The carrier's answer did not arrive.")
                : new CarrierAnswer.NotExecuted(null, "The carrier could not be reached.");
        }
    }

    private async Task<CarrierAnswer> Post(TwilioAccount account, OutboxItem item, MessageForm form, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(Client);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2010-04-01/Accounts/{account.Sid}/Messages.json") { Content = form };
        request.Headers.Authorization = account.Authorization;
        using var response = await client.SendAsync(request, cancellation);

        // Already in memory, and too late to stop: what the carrier said must not get lost.
        var body = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        var answer = AnswerReading.Read(item, response, body, time);
        LogAnswer(answer, item, response, body);
        return answer;
    }

    private void LogAnswer(CarrierAnswer answer, OutboxItem item, HttpResponseMessage response, byte[] body)
    {
        var level = answer is CarrierAnswer.Settled && response.IsSuccessStatusCode ? LogLevel.Debug : LogLevel.Warning;
        if (logger.IsEnabled(level))
        {
            var requestId = response.Headers.TryGetValues("Twilio-Request-Id", out var ids) ? string.Join(',', ids) : null;
            var code = AnswerReading.CodeOf(CarrierJson.Parse(body));
            var outcome = answer.GetType().Name;
            LogAnswered(logger, level, item.MessageId, item.Attempt, (int)response.StatusCode, code, outcome, requestId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} waits: its line has no carrier account that can be used (settings, or Twilio:AccountSid)")]
    private static partial void LogNotConfigured(ILogger logger, Guid messageId);

    [LoggerMessage("Message {MessageId}, attempt {Attempt}: HTTP {Status}, code {Code}: {Outcome} (request {RequestId})")]
    private static partial void LogAnswered(ILogger logger, LogLevel level, Guid messageId, int attempt, int status, int? code, string outcome, string? requestId);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId}, attempt {Attempt}: no answer, may have arrived: {MayHaveArrived} ({Fault}, {HttpError})")]
    private static partial void LogNoAnswer(ILogger logger, Guid messageId, int attempt, bool mayHaveArrived, string fault, HttpRequestError? httpError);
}
