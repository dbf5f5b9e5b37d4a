using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>Folds one report into a message. Nothing a report leaves out ever erases what an earlier one told.</summary>
internal static class ReportFold
{
    /// <summary>Null: the report says nothing new.</summary>
    public static Message? Fold(Message message, DeliveryReport report, DateTimeOffset now)
    {
        var timeline = Added(message.Timeline, report, now);
        var start = message.SendAt is null ? DeliveryStatus.Queued : DeliveryStatus.Scheduled;
        var (status, decisive) = Outcome.Of(start, timeline);

        var folded = message with
        {
            // The first name stays: whoever was told it may have kept it. Others are in the timeline.
            MessageSid = message.MessageSid ?? report.MessageSid,
            NumSegments = report.NumSegments is > 0 and var segments ? segments : message.NumSegments,
            Price = report.Price ?? message.Price,
            PriceUnit = report.PriceUnit ?? message.PriceUnit,
            Timeline = timeline,
            Status = status,
            ErrorCode = CodeOf(status, decisive),
            ErrorMessage = FailureText.For(status, decisive),
            DateSent = SentAt(timeline),
        };
        return folded == message ? null : folded with { DateUpdated = now };
    }

    /// <summary>Of several codes for one status the highest is shown, so that the order of arrival does not matter.</summary>
    internal static int? CodeOf(DeliveryStatus status, ImmutableArray<StatusReport> timeline) =>
        Delivery.IsFailure(status) ? timeline.Where(entry => Delivery.Of(entry) == status).Max(entry => entry.ErrorCode) : null;

    /// <summary>The first we heard of its having left the carrier.</summary>
    private static DateTimeOffset? SentAt(ImmutableArray<StatusReport> timeline) => timeline
        .Where(entry => Delivery.Of(entry) is DeliveryStatus.Sent or DeliveryStatus.Undelivered or DeliveryStatus.Delivered or DeliveryStatus.Read)
        .Min(entry => (DateTimeOffset?)entry.ReceivedAt);

    private static ImmutableArray<StatusReport> Added(ImmutableArray<StatusReport> timeline, DeliveryReport report, DateTimeOffset now)
    {
        var known = timeline.FirstOrDefault(entry => IsSame(entry, report));
        if (known is null)
        {
            return timeline.Add(new(report.Word, report.ErrorCode, report.MessageSid, now, report.CarrierDate, report.Attempt));
        }

        // Told before by somebody who did not know the attempt; of two that differ the lower, whichever came first.
        return report.Attempt is { } attempt && !(known.Attempt <= attempt) ? timeline.Replace(known, known with { Attempt = attempt }) : timeline;
    }

    /// <summary>A name stands for one attempt; without one the attempt tells them apart.</summary>
    private static bool IsSame(StatusReport entry, DeliveryReport report) =>
        entry.Word == report.Word && entry.ErrorCode == report.ErrorCode && entry.MessageSid == report.MessageSid
        && (report.MessageSid is not null || entry.Attempt == report.Attempt);
}
