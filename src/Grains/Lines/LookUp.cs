using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// Asks the carrier's records for what one conversation has in doubt. What is found goes to the conversation as a report;
/// what is not found after the last look-up is not confirmed, and a person decides.
/// </summary>
internal sealed partial class LookUp(
    IDoubts doubts,
    ICarrierRecords records,
    IGrainFactory grains,
    IOptions<LineOptions> options,
    TimeProvider time,
    ILogger<LookUp> logger)
{
    private const int MostPages = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <param name="due">Messages of one conversation.</param>
    public async Task Of(IReadOnlyCollection<Doubt> due, CancellationToken cancellation)
    {
        try
        {
            await Settle(due, await List(due.First(), cancellation));
        }
        catch (CarrierUnavailableException unavailable)
        {
            // Nothing is known, so it does not count.
            LogUnavailable(logger, due.First().ConversationId, unavailable.Message);
            await Postpone(due);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // One that cannot be settled holds up nobody; it comes again.
            LogFault(logger, fault, due.First().ConversationId);
            await Postpone(due);
        }
    }

    private async Task Settle(IReadOnlyCollection<Doubt> due, IReadOnlyCollection<CarrierRecord> listed)
    {
        // After the list: whatever is on it was posted by then, and is in doubt, under way, or known by its name.
        var conversation = due.First().ConversationId;
        var unsettled = await doubts.Unsettled(conversation, [.. listed.Select(record => record.MessageSid)], CancellationToken.None);
        var candidates = Candidates.Match(unsettled, listed);
        // What is left over is another copy of one that was found: the conversation then has a second name for it, and tells.
        foreach (var (doubt, record) in candidates.Found.Concat(candidates.Surplus))
        {
            LogFound(logger, doubt.MessageId, doubt.Attempt, record.MessageSid);
            await Report(doubt, ReportOf(doubt, record));
        }

        var found = candidates.Found.Select(pair => pair.Doubt.MessageId).ToHashSet();
        foreach (var doubt in due)
        {
            await Close(doubt, found.Contains(doubt.MessageId));
        }
    }

    /// <summary>One look-up less to do, unless the message has left meanwhile.</summary>
    private async Task Close(Doubt doubt, bool found)
    {
        var schedule = options.Value.LookUps;
        var done = doubt.LookUps + 1;
        if (done < schedule.Count)
        {
            await doubts.LookedUp(doubt, done, time.Now() + (schedule[done] - schedule[done - 1]), CancellationToken.None);
            return;
        }

        if (!found)
        {
            LogNotConfirmed(logger, doubt.MessageId, doubt.Attempt, done);
            await Report(doubt, new(doubt.MessageId, DeliveryReport.NotConfirmed, Attempt: doubt.Attempt));
        }

        await doubts.LookedUp(doubt, done, next: null, CancellationToken.None);
    }

    private async Task<IReadOnlyCollection<CarrierRecord>> List(Doubt doubt, CancellationToken cancellation)
    {
        using var tooLong = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellation);
        var listed = new List<CarrierRecord>();
        var query = new CarrierQuery(doubt.From, From: doubt.From, To: doubt.To);
        for (var page = 1; ; page++)
        {
            CarrierPage answer;
            try
            {
                answer = await records.List(query, patience.Token);
            }
            catch (OperationCanceledException) when (tooLong.IsCancellationRequested)
            {
                throw new CarrierUnavailableException("The list did not come in time.");
            }

            listed.AddRange(answer.Records);
            if (answer.Next is null || page == MostPages)
            {
                return listed;
            }

            query = query with { Next = answer.Next };
        }
    }

    private async Task Postpone(IReadOnlyCollection<Doubt> due)
    {
        var wait = options.Value.LookUps[0] < LongestWait ? options.Value.LookUps[0] : LongestWait;
        foreach (var doubt in due)
        {
            try
            {
                await doubts.LookedUp(doubt, doubt.LookUps, time.Now() + wait, CancellationToken.None);
            }
            catch (Exception fault)
            {
                // The store is away as well: the doubt stays due.
                LogFault(logger, fault, doubt.ConversationId);
            }
        }
    }

    private Task<bool> Report(Doubt doubt, DeliveryReport report) =>
        grains.Conversation(doubt.ConversationId).Report(report, CancellationToken.None);

    private static DeliveryReport ReportOf(Doubt doubt, CarrierRecord record) => new(
        doubt.MessageId, record.Status, record.MessageSid, record.ErrorCode, record.NumSegments, record.Price, record.PriceUnit,
        record.DateUpdated.UtcDateTime.ToString("u", System.Globalization.CultureInfo.InvariantCulture), doubt.Attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId}, attempt {Attempt}: found at the carrier as {Sid}.")]
    private static partial void LogFound(ILogger logger, Guid messageId, int attempt, string sid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId}, attempt {Attempt}: no trace of it after {Count} look-ups. Not confirmed; a person decides.")]
    private static partial void LogNotConfirmed(ILogger logger, Guid messageId, int attempt, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The carrier's records could not be asked about conversation {Conversation}: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, ConversationId conversation, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is in doubt in conversation {Conversation} could not be settled.")]
    private static partial void LogFault(ILogger logger, Exception fault, ConversationId conversation);
}
