using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>Folds one report into a message. Nothing a report leaves out ever erases what an earlier one told.</summary>
internal static class ReportFold
{
    /// <summary>Null: the report says nothing new.</summary>
    public static Message? Fold(Message message, DeliveryReport report, DateTimeOffset now)
    {
        var known = message.Timeline.Any(entry => IsSame(entry, report));
        var timeline = known
            ? message.Timeline
            : message.Timeline.Add(new(report.Word, report.ErrorCode, report.MessageSid, now, report.CarrierDate));
        var status = Shown(message.Status, timeline);

        var folded = message with
        {
            MessageSid = message.MessageSid ?? report.MessageSid,
            NumSegments = report.NumSegments is > 0 and var segments ? segments : message.NumSegments,
            Price = report.Price ?? message.Price,
            PriceUnit = report.PriceUnit ?? message.PriceUnit,
            Timeline = timeline,
            Status = status,
            ErrorCode = CodeOf(status, timeline),
            ErrorMessage = FailureText.For(status, timeline),
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

    private static DeliveryStatus Shown(DeliveryStatus start, ImmutableArray<StatusReport> timeline)
    {
        foreach (var entry in timeline)
        {
            if (Delivery.Of(entry) is { } status && Delivery.CanMove(start, status))
            {
                start = status;
            }
        }

        return start;
    }

    private static bool IsSame(StatusReport entry, DeliveryReport report) =>
        entry.Word == report.Word && entry.ErrorCode == report.ErrorCode && entry.MessageSid == report.MessageSid;
}
