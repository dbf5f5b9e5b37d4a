using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>The carrier's two doors. A 2xx means that the effect is on disk; what is signed is never dropped.</summary>
internal sealed partial class TwilioWebhooks(
    WebhookGate gate,
    WebhookPlaces places,
    WebhookTaking taking,
    DoorTally tally,
    IWebhookTray tray,
    IOrphans orphans,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<TwilioWebhooks> logger)
{
    private readonly TimeSpan _answerWithin = options.Value.AnswerWithin;

    public Task Inbound(HttpContext http) => Handle(http, Doors.Inbound);

    public Task Status(HttpContext http) => Handle(http, Doors.Status);

    private async Task Handle(HttpContext http, string door)
    {
        var arrived = time.GetTimestamp();
        try
        {
            if (await gate.Admit(http, door) is not { } webhook)
            {
                return;
            }

            FaultPoint.Reach(door + ".admitted");
            if (await places.Take() is not { } place)
            {
                tally.Refused(door, Refusal.Busy, isOfCarrier: true);
                await Refusal.Busy.Answer(http);
                return;
            }

            var work = Work(webhook, place);
            try
            {
                // The carrier does not wait for ever. Work that takes longer goes on; that it comes again then changes nothing.
                await work.WaitAsync(Left(arrived), time);
            }
            catch (TimeoutException) when (!work.IsCompleted)
            {
                TellLate(work, door);
                throw;
            }

            FaultPoint.Reach(door + ".answering");
            await (door == Doors.Inbound ? Answers.Received(http) : Answers.Reported(http));
        }
        catch (Exception fault) when (fault is ConnectionResetException || (fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            LogHungUp(logger, door); // nobody is left to answer
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            var refusal = fault.StatusCode == StatusCodes.Status408RequestTimeout ? Refusal.TooSlow : Refusal.BadHttp;
            await refusal.Answer(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            // The edge: database down, grain lost, anything. 503 makes the carrier deliver it again (status callbacks ask for
            // that in their address, inbound messages through the fallback address), and repetitions change nothing.
            LogFault(logger, fault, door);
            await Refusal.TryAgain.Answer(http);
        }
    }

    private async Task Work(Webhook webhook, IDisposable place)
    {
        using (place)
        {
            if (webhook.Door == Doors.Inbound && FallbackReading.ErrorCode(webhook.Fields) is { } code)
            {
                tally.Fallback(webhook.Door, code);
            }

            var taken = await taking.Take(webhook);
            if (taken.Not is { } reason)
            {
                await Keep(webhook, reason, taken.Orphan);
            }
        }
    }

    private TimeSpan Left(long arrived) =>
        _answerWithin - time.GetElapsedTime(arrived) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private void TellLate(Task work, string door) => work.ContinueWith(
        late => LogLate(logger, late.Exception!.GetBaseException(), door), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private Task Keep(Webhook webhook, string reason, Conversations.DeliveryReport? orphan)
    {
        var raw = webhook.ToTray(reason, time.GetUtcNow());
        if (orphan is not null)
        {
            LogOrphan(logger);
            return orphans.Keep(new(orphan, raw), CancellationToken.None);
        }

        LogKept(logger, webhook.Door, reason);
        return tray.Keep(raw, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door kept in the tray: {Reason}")]
    private static partial void LogKept(ILogger logger, string door, string reason);

    [LoggerMessage(LogLevel.Information, "A status callback waits for its message")]
    private static partial void LogOrphan(ILogger logger);

    [LoggerMessage(LogLevel.Debug, "The caller at the {Door} door hung up")]
    private static partial void LogHungUp(ILogger logger, string door);

    [LoggerMessage(LogLevel.Error, "Webhook at the {Door} door failed; the carrier was asked to send it again")]
    private static partial void LogFault(ILogger logger, Exception fault, string door);

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door, for which the carrier was asked to come again, failed at last")]
    private static partial void LogLate(ILogger logger, Exception fault, string door);
}
