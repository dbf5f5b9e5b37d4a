using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>The carrier's two doors. A 2xx means that the effect is on disk; what is signed is never dropped.</summary>
internal sealed partial class TwilioWebhooks(
    WebhookGate gate,
    IGrainFactory grains,
    IConversationIds ids,
    ILineDirectory lines,
    IMessageDirectory messages,
    IWebhookTray tray,
    TimeProvider time,
    ILogger<TwilioWebhooks> logger)
{
    private const string SecondsUntilAgain = "5";

    public Task Inbound(HttpContext http) => Handle(http, Doors.Inbound, Receive);

    public Task Status(HttpContext http) => Handle(http, Doors.Status, Report);

    // From here on nothing listens to the request's token: if the carrier hangs up, its message is worth storing all the same.
    private async Task Receive(HttpContext http, Webhook webhook)
    {
        FaultPoint.Reach("inbound.admitted");
        var (sms, notUnderstood) = InboundReading.Read(webhook.Fields);
        if (sms is null)
        {
            await Keep(webhook, notUnderstood!);
        }
        else
        {
            try
            {
                await lines.Know(sms.Line, CancellationToken.None);
                await Conversation(ids.For(sms.Line, sms.Contact).Value).Receive(sms, CancellationToken.None);
            }
            catch (RefusedException refusal)
            {
                // A rule's no stays a no however often the carrier repeats it.
                await Keep(webhook, refusal.Message);
            }
        }

        FaultPoint.Reach("inbound.answering");
        await Answers.Received(http);
    }

    private async Task Report(HttpContext http, Webhook webhook)
    {
        FaultPoint.Reach("status.admitted");
        if (StatusReading.Read(http.Request.Query, webhook.Fields) is not { } status)
        {
            await Keep(webhook, "The callback does not say what became of which message.");
        }
        else if (!await Fold(status))
        {
            await Keep(webhook, "No message here is known by this callback's ids or its MessageSid.");
        }

        FaultPoint.Reach("status.answering");
        await Answers.Reported(http);
    }

    private async Task<bool> Fold(StatusReading status)
    {
        if (status.Conversation is { } conversation && await Conversation(conversation).Report(status.Report, CancellationToken.None))
        {
            return true;
        }

        return status.Report.MessageSid is { } sid
            && await messages.FindBySid(sid, CancellationToken.None) is { } place
            && await Conversation(place.ConversationId.Value).Report(status.Report with { MessageId = place.MessageId }, CancellationToken.None);
    }

    private IConversationGrain Conversation(Guid id) => grains.GetGrain<IConversationGrain>(id);

    private Task Keep(Webhook webhook, string reason)
    {
        LogKept(logger, webhook.Door, reason);
        return tray.Keep(webhook.ToTray(reason, time.GetUtcNow()), CancellationToken.None);
    }

    private async Task Handle(HttpContext http, string door, Func<HttpContext, Webhook, Task> take)
    {
        try
        {
            if (await gate.Admit(http, door) is { } webhook)
            {
                await take(http, webhook);
            }
        }
        catch (Exception fault) when (fault is ConnectionResetException || (fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            LogHungUp(logger, door); // nobody is left to answer
        }
        catch (BadHttpRequestException fault)
        {
            await Answers.Problem(http, fault.StatusCode, "bad-request", "The request is not proper HTTP.");
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            // The edge: database down, grain lost, anything. 503 makes the carrier deliver it again (status callbacks ask for
            // that in their address, inbound messages through the fallback address), and repetitions change nothing.
            LogFault(logger, fault, door);
            http.Response.Headers.RetryAfter = SecondsUntilAgain;
            await Answers.Problem(http, StatusCodes.Status503ServiceUnavailable, "try-again", "This cannot be stored right now. Please send it again.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door kept in the tray: {Reason}")]
    private static partial void LogKept(ILogger logger, string door, string reason);

    [LoggerMessage(LogLevel.Debug, "The caller at the {Door} door hung up")]
    private static partial void LogHungUp(ILogger logger, string door);

    [LoggerMessage(LogLevel.Error, "Webhook at the {Door} door failed; the carrier was asked to send it again")]
    private static partial void LogFault(ILogger logger, Exception fault, string door);
}
