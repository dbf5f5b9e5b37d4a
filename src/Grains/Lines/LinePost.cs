using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using Polly;
using Polly.Retry;

namespace OrleansSms.Grains.Lines;

/// <summary>One message taken from the outbox to the carrier, and the carrier's answer back to the conversation.</summary>
internal sealed partial class LinePost(
    IOutbox outbox,
    ICarrier carrier,
    Outages outages,
    IGrainFactory grains,
    IOptions<LineOptions> options,
    TimeProvider time,
    ILogger<LinePost> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWish = TimeSpan.FromMinutes(10);

    // The carrier has the message: its answer is worth several tries before it is left to a callback.
    private readonly ResiliencePipeline _untilStored = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 6,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(fault => fault is not RefusedException),
        })
        .Build();

    /// <returns>How long the line had better keep quiet; null: it need not.</returns>
    public async Task<TimeSpan?> Send(OutboxItem item)
    {
        if (item.IsStopped)
        {
            await Stopped(item);
            return null;
        }

        var answer = await carrier.Send(item, CancellationToken.None);
        FaultPoint.Reach("sender.answered");
        var triedSince = outages.TriedSince(item, answer, time.Now());
        switch (answer)
        {
            case CarrierAnswer.Settled settled:
                await Report(item, settled.Report);
                return null;
            case CarrierAnswer.Unknown unknown:
                LogInDoubt(logger, item.MessageId, unknown.Reason);
                await Doubt(item);
                return null;
            case CarrierAnswer.NotExecuted notExecuted when time.Now() - triedSince > options.Value.GiveUpAfter:
                LogGivenUp(logger, item.MessageId, notExecuted.Reason);
                await Report(item, new(item.MessageId, DeliveryReport.GivenUp, ErrorCode: notExecuted.Code));
                return null;
            case CarrierAnswer.NotExecuted notExecuted:
                LogPutBack(logger, item.MessageId, notExecuted.Reason);
                await PutBack(item, Wait(notExecuted.RetryAfter, item.Attempt));
                return null;
            case CarrierAnswer.LockedOut lockedOut when time.Now() - triedSince > options.Value.GiveUpAfter:
                LogGivenUp(logger, item.MessageId, lockedOut.Reason);
                await Report(item, new(item.MessageId, DeliveryReport.GivenUp, ErrorCode: lockedOut.ErrorCode));
                return options.Value.PauseWhenLockedOut;
            case CarrierAnswer.LockedOut lockedOut:
                // Nothing of it is about this message: it says in its history what holds it up, and the line waits with all of them.
                LogLockedOut(logger, item.MessageId, lockedOut.ErrorCode, lockedOut.Reason);
                await Report(item, new(item.MessageId, DeliveryReport.HeldUp, ErrorCode: lockedOut.ErrorCode), attempt: null);
                await PutBack(item, options.Value.PauseWhenLockedOut);
                return options.Value.PauseWhenLockedOut;
            default:
                throw new NotSupportedException($"An answer of a kind nobody knows: {answer.GetType().Name}.");
        }
    }

    /// <summary>What nobody works on any more, all of it. One that cannot be settled holds up nobody; it comes again, at its time.</summary>
    public async Task SettleAbandoned(string line, DateTimeOffset until, Func<Guid, bool> isRunning, CancellationToken cancellation)
    {
        var seen = new HashSet<Guid>();
        while ((await outbox.Abandoned(line, until, cancellation)).RemoveAll(item => !seen.Add(item.MessageId)) is { IsEmpty: false } items)
        {
            await Task.WhenAll(items.Where(item => !isRunning(item.MessageId)).Select(Settle));
        }
    }

    private async Task Settle(OutboxItem item)
    {
        try
        {
            await (item.IsStopped ? Stopped(item) : Abandoned(item));
        }
        catch (Exception fault)
        {
            LogNotSettled(logger, fault, item.MessageId);
        }
    }

    private Task Stopped(OutboxItem item)
    {
        LogStopped(logger, item.MessageId);
        return Report(item, new(item.MessageId, DeliveryReport.OptedOut));
    }

    /// <summary>A claim whose sender is gone: the carrier may have the message.</summary>
    private Task Abandoned(OutboxItem item)
    {
        LogAbandoned(logger, item.MessageId);
        FaultPoint.Reach("line.settling-abandoned");
        return Doubt(item);
    }

    private async Task Doubt(OutboxItem item)
    {
        await Report(item, new(item.MessageId, DeliveryReport.InDoubt));
        await grains.GetGrain<ILineChecksGrain>(LineKey.For(item.From)).Wake();
    }

    private Task Report(OutboxItem item, DeliveryReport report) => Report(item, report, item.Attempt);

    private async Task Report(OutboxItem item, DeliveryReport report, int? attempt) => await _untilStored.ExecuteAsync(
        async _ => await grains.Conversation(item.ConversationId).Report(report with { Attempt = attempt }, CancellationToken.None),
        CancellationToken.None);

    private async Task PutBack(OutboxItem item, TimeSpan wait)
    {
        FaultPoint.Reach("sender.putting-back");
        var due = time.Now() + wait;
        await _untilStored.ExecuteAsync(async _ => await outbox.PutBack(item.MessageId, item.Attempt, due, CancellationToken.None), CancellationToken.None);
    }

    /// <summary>The carrier's wish, unless it is out of all reason.</summary>
    private static TimeSpan Wait(TimeSpan? asked, int attempt) =>
        asked is not { } wish ? Backoff(attempt) : wish < LongestWish ? wish : LongestWish;

    private static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(attempt - 1, 10)));

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of message {MessageId} could not be stored; it comes again.")]
    private static partial void LogNotSettled(ILogger logger, Exception fault, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} was claimed by a sender that went away: in doubt.")]
    private static partial void LogAbandoned(ILogger logger, Guid messageId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} is not sent: its recipient opted out before.")]
    private static partial void LogStopped(ILogger logger, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the carrier took message {MessageId} is not known: {Reason}")]
    private static partial void LogInDoubt(ILogger logger, Guid messageId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be given to the carrier for too long: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, Guid messageId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The carrier lets us not in (code {Code}): the line of message {MessageId} pauses. {Reason}")]
    private static partial void LogLockedOut(ILogger logger, Guid messageId, int code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} goes back into the outbox: {Reason}")]
    private static partial void LogPutBack(ILogger logger, Guid messageId, string reason);
}
