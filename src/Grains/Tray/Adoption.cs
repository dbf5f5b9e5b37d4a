using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Tray;

/// <summary>
/// Gives an orphan to the conversation of its message, and only then forgets it: whoever dies in between leaves it to the
/// next, and a report twice is a report once.
/// </summary>
internal sealed partial class Adoption(IOrphanStore store, IGrainFactory grains, ILogger<Adoption> logger)
{
    public const string NobodyCame = "No message here was ever known by this callback's MessageSid; it was waited for seven days.";

    private const int Round = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>The orphans of one message.</summary>
    public async Task Of(string messageSid) => await Adopt(await store.Found(messageSid, CancellationToken.None));

    /// <summary>All of them, in small rounds, and the old ones into the tray.</summary>
    public async Task All(DateTimeOffset now)
    {
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            var round = await store.Look(last, Round, CancellationToken.None);
            await Adopt(round.Found);
            after = round.Last;
        }

        while (await store.GiveUp(now - Patience, NobodyCame, Round, CancellationToken.None) is > 0 and var count)
        {
            LogGivenUp(logger, count);
        }
    }

    private async Task Adopt(ImmutableArray<FoundOrphan> found)
    {
        foreach (var orphan in found)
        {
            try
            {
                if (await grains.Conversation(orphan.ConversationId).Report(orphan.Report, CancellationToken.None))
                {
                    await store.Remove(orphan.Id, CancellationToken.None);
                    LogAdopted(logger, orphan.Report.MessageId);
                }
            }
            catch (Exception fault)
            {
                // One that cannot be stored now must not hold up the others; the clock comes again.
                LogNotAdopted(logger, fault, orphan.Report.MessageId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A report that came before message {MessageId} was known is folded into it.")]
    private static partial void LogAdopted(ILogger logger, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report that waits for message {MessageId} could not be stored; it is tried again.")]
    private static partial void LogNotAdopted(ILogger logger, Exception fault, Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} status callbacks never found their message and went to the tray.")]
    private static partial void LogGivenUp(ILogger logger, int count);
}
