using System.Collections.Immutable;

namespace OrleansSms.Conversations;

/// <summary>
/// A message's rounds: the first sending, and one more for every time a person sent it again. A round has the attempts
/// (POSTs, numbered over the whole message) that came after the one which was sent again.
/// </summary>
public static class Rounds
{
    /// <summary>How often the message was sent again; the number of its newest round, from 0.</summary>
    public static int Newest(ImmutableArray<StatusReport> timeline) => SentAgain(timeline).Count();

    /// <summary>The round a report speaks of; one that names no attempt is known by its SID, else it belongs to the first.</summary>
    public static int Of(StatusReport report, ImmutableArray<StatusReport> timeline)
    {
        var attempt = AttemptOf(report, timeline) ?? 0;
        return SentAgain(timeline).Count(after => attempt > after);
    }

    /// <summary>The highest attempt that anything was reported of; 0: of none by number.</summary>
    public static int LastAttempt(ImmutableArray<StatusReport> timeline) => timeline.Max(report => report.Attempt) ?? 0;

    /// <summary>The newest round that was known to have failed when the message was sent again; -1: none.</summary>
    public static int NewestFailed(ImmutableArray<StatusReport> timeline) => timeline
        .Where(report => report.Word == DeliveryReport.SentAgainAfterFailure)
        .Max(report => (int?)SentAgain(timeline).Count(after => (report.Attempt ?? 0) > after)) ?? -1;

    /// <summary>Whether the report tells of a person who sent it again.</summary>
    public static bool IsSentAgain(StatusReport report) => report.Word is DeliveryReport.SentAgain or DeliveryReport.SentAgainAfterFailure;

    private static IEnumerable<int> SentAgain(ImmutableArray<StatusReport> timeline) =>
        timeline.Where(IsSentAgain).Select(report => report.Attempt ?? 0).Distinct();

    private static int? AttemptOf(StatusReport report, ImmutableArray<StatusReport> timeline) => report.Attempt
        ?? (report.MessageSid is null ? null : timeline.Where(other => other.MessageSid == report.MessageSid).Min(other => other.Attempt));
}
