using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>Tells that a text is at the carrier more than once: in the log, and as the metric <c>message.double</c>.</summary>
internal sealed partial class DoubleAlarm(IDoubts doubts, IMeterFactory meters, ILogger<DoubleAlarm> logger)
{
    public const string Meter = "OrleansSms.Messages";

    private readonly Counter<long> _doubles =
        meters.Create(Meter).CreateCounter<long>("message.double", description: "Texts that the carrier has more than once");

    /// <summary>After a commit: whether its report gave the message a further name.</summary>
    /// <param name="after">The message with the report in it; null: it changed nothing.</param>
    public async Task Notice(DeliveryReport report, Message? after)
    {
        if (report.MessageSid is not { } sid || after?.MessageSid is not { } first || first == sid
            || after.Timeline.Count(entry => entry.MessageSid == sid) > 1)
        {
            return;
        }

        var again = Rounds.Newest(after.Timeline) > 0;
        _doubles.Add(1, new KeyValuePair<string, object?>("sent_again", again));
        LogDouble(logger, after.Id, after.ConversationId, first, sid, report.Attempt, again);
        try
        {
            await doubts.KeepDouble(sid, new(after.ConversationId, after.Id), CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The report is committed and has the name in its timeline; only finding the message by it has to wait for the next report.
            LogNotKept(logger, fault, after.Id, sid);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of conversation {Conversation} is at the carrier twice, as {First} and as {Second} (attempt {Attempt}, a person sent it again: {Again}).")]
    private static partial void LogDouble(ILogger logger, Guid messageId, ConversationId conversation, string first, string second, int? attempt, bool again);

    [LoggerMessage(Level = LogLevel.Error, Message = "The second name {Sid} of message {MessageId} could not be kept.")]
    private static partial void LogNotKept(ILogger logger, Exception fault, Guid messageId, string sid);
}
