using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// Has the words of old messages and notes deleted, each by its own conversation. What is left, for whatever reason, is found
/// again with the next look: nothing has to be remembered.
/// </summary>
internal sealed partial class TextRetention(
    IOldTexts texts, IGrainFactory grains, IOptions<MessageOptions> options, TimeProvider time, ILogger<TextRetention> logger)
{
    private const int AtATime = 500;
    private const int SideBySide = 4;

    // What is left then comes with the next look: whoever switches this on with years behind them does not lose the database to it.
    private const int MostTimes = 10;

    public async Task Look(CancellationToken stopping)
    {
        if (options.Value.KeepDays is not { } days)
        {
            return;
        }

        var (before, round) = (time.Now().AddDays(-days), new Round());
        OldText? last = null;
        for (var again = MostTimes; again > 0; again--)
        {
            var found = await texts.Find(before, last, AtATime, stopping);
            await Delete(found, before, round, stopping);
            if (found.Length < AtATime)
            {
                break;
            }

            last = found[^1];
        }

        if (round.Deleted > 0)
        {
            RetentionMeasures.Deleted(round.Deleted);
            LogDeleted(logger, round.Deleted, round.Conversations, days);
        }
    }

    private Task Delete(ImmutableArray<OldText> found, DateTimeOffset before, Round round, CancellationToken stopping) => Parallel.ForEachAsync(
        found.GroupBy(text => text.ConversationId, text => text.Number).SelectMany(talk => talk.Chunk(DeletedTexts.MostAtOnce), (talk, numbers) => (Id: talk.Key, numbers)),
        new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stopping },
        async (talk, stop) =>
        {
            try
            {
                round.Add(await grains.Conversation(talk.Id).DeleteTexts([.. talk.numbers], before, stop));
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                // The others are due all the same, and this one is found again.
                LogNotDeleted(logger, fault, talk.Id);
            }
        });

    private sealed class Round
    {
        private int _deleted;
        private int _conversations;

        public int Deleted => _deleted;

        public int Conversations => _conversations;

        public void Add(int deleted)
        {
            Interlocked.Add(ref _deleted, deleted);
            Interlocked.Add(ref _conversations, Math.Min(deleted, 1));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The words of {Count} messages and notes of {Conversations} conversations were older than {Days} days and are deleted.")]
    private static partial void LogDeleted(ILogger logger, int count, int conversations, int days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old texts of conversation {Id} could not be deleted; trying again later.")]
    private static partial void LogNotDeleted(ILogger logger, Exception fault, ConversationId id);
}
