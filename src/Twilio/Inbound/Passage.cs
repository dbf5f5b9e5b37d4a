using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// The way through each of the carrier's doors: let in, given a place, worked on, and answered in time. A 2xx means that
/// the effect is on disk.
/// </summary>
internal sealed partial class Passage(
    WebhookGate gate, WebhookPlaces places, DoorTally tally, PassingFaults faults, IOptions<WebhookOptions> options, TimeProvider time,
    ILogger<Passage> logger)
{
    private readonly TimeSpan _answerWithin = options.Value.AnswerWithin;

    /// <param name="work">What the webhook does, and its answer.</param>
    public async Task Lead(HttpContext http, string door, Func<Webhook, Task<DoorAnswer>> work)
    {
        var arrived = time.GetTimestamp();
        try
        {
            // Whoever asks: when nobody more may wait, reading and checking would be work for nothing.
            if (places.AreFull)
            {
                await TurnBack(http, door);
                return;
            }

            if (await gate.Admit(http, door) is not { } webhook)
            {
                return;
            }

            FaultPoint.Reach(door + ".admitted");
            if (await places.Take() is not { } place)
            {
                await TurnBack(http, door);
                return;
            }

            var working = Work(webhook, work, place);
            DoorAnswer answer;
            try
            {
                // The carrier does not wait for ever. Work that takes longer goes on; that it comes again then changes nothing.
                answer = await working.WaitAsync(Left(arrived), time);
            }
            catch (TimeoutException) when (!working.IsCompleted)
            {
                TellLate(working, door);
                throw;
            }

            FaultPoint.Reach(door + ".answering");
            await answer.Give(http);
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
        catch (LimitExceededException) when (!http.Response.HasStarted)
        {
            await TurnBack(http, door); // a queue further in is full, and nothing was begun
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            // The edge: database down, grain lost, anything. 503 makes the carrier deliver it again (callbacks ask for that in
            // their address, texts and calls that come in through the fallback address), and repetitions change nothing.
            if (faults.Tell(door, fault) is { } untold)
            {
                LogFault(logger, fault, door, untold);
            }

            await Refusal.TryAgain.Answer(http);
        }
    }

    private Task TurnBack(HttpContext http, string door)
    {
        tally.Refused(door, Refusal.Busy, isOfCarrier: true);
        return Refusal.Busy.Answer(http);
    }

    private static async Task<DoorAnswer> Work(Webhook webhook, Func<Webhook, Task<DoorAnswer>> work, IDisposable place)
    {
        using (place)
        {
            return await work(webhook);
        }
    }

    private TimeSpan Left(long arrived) =>
        _answerWithin - time.GetElapsedTime(arrived) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private void TellLate(Task work, string door) => work.ContinueWith(
        late => LogLate(logger, late.Exception!.GetBaseException(), door), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    [LoggerMessage(LogLevel.Debug, "The caller at the {Door} door hung up")]
    private static partial void LogHungUp(ILogger logger, string door);

    [LoggerMessage(LogLevel.Error, "Webhook at the {Door} door failed; the carrier was asked to send it again. {Untold} more failed like this since the last such line")]
    private static partial void LogFault(ILogger logger, Exception fault, string door, long untold);

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door, for which the carrier was asked to come again, failed at last")]
    private static partial void LogLate(ILogger logger, Exception fault, string door);
}
