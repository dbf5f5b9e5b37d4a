using OrleansSms.Conversations;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>How a delivery status looks and what it says: never by icon or colour alone.</summary>
/// <param name="Icon">Symbol of the sprite.</param>
/// <param name="Word">What it says.</param>
/// <param name="Style">Class that colours it.</param>
public sealed record StatusMark(string Icon, string Word, string Style);

/// <summary>The marks under outgoing messages.</summary>
internal static class StatusWords
{
    public static StatusMark Mark(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Scheduled => new("clock", MessageTexts.Scheduled, "waiting"),
        DeliveryStatus.Queued => new("clock", MessageTexts.Queued, "waiting"),
        DeliveryStatus.InDoubt => new("doubt", MessageTexts.Checking, "doubt"),
        DeliveryStatus.Accepted or DeliveryStatus.Sending => new("clock", MessageTexts.Sending, "waiting"),
        DeliveryStatus.Sent => new("check", MessageTexts.Sent, "sent"),
        DeliveryStatus.Delivered => new("checks", MessageTexts.Delivered, "delivered"),
        DeliveryStatus.Read => new("eye", MessageTexts.Read, "delivered"),
        DeliveryStatus.Canceled => new("ban", MessageTexts.Canceled, "sent"),
        DeliveryStatus.Failed or DeliveryStatus.Undelivered => new("alert", MessageTexts.NotDelivered, "failed"),
        _ => new("check", MessageTexts.Received, "sent"),
    };

    public static StatusMark Mark(Message message) =>
        message.IsNotConfirmed ? new("doubt", MessageTexts.NotConfirmed, "doubt")
        : message.Status == DeliveryStatus.Sent && message.Timeline.Any(report => report.Word == DeliveryReport.Unconfirmed) ? new("check", MessageTexts.SentUnconfirmed, "sent")
        : Mark(message.Status);

    public static bool IsFailure(DeliveryStatus status) => status is DeliveryStatus.Failed or DeliveryStatus.Undelivered;

    /// <summary>Whether something stands under the message.</summary>
    public static bool HasNote(DeliveryStatus status) => IsFailure(status) || status == DeliveryStatus.InDoubt;

    /// <summary>Whether the mark must be seen at once, also in the middle of a group.</summary>
    public static bool AlwaysShown(DeliveryStatus status) =>
        status is not (DeliveryStatus.Delivered or DeliveryStatus.Read or DeliveryStatus.Received);

    /// <summary>What the carrier's word of a report means.</summary>
    public static string OfReport(string word) => word switch
    {
        "accepted" => MessageTexts.ReportAccepted,
        "queued" => MessageTexts.ReportQueued,
        "scheduled" => MessageTexts.ReportScheduled,
        "sending" => MessageTexts.ReportSending,
        "sent" => MessageTexts.ReportSent,
        "delivered" => MessageTexts.ReportDelivered,
        "undelivered" => MessageTexts.ReportUndelivered,
        "failed" => MessageTexts.ReportFailed,
        "read" => MessageTexts.ReportRead,
        "canceled" => MessageTexts.ReportCanceled,
        DeliveryReport.OptedOut => MessageTexts.ReportOptedOut,
        DeliveryReport.Withdrawn => MessageTexts.ReportWithdrawn,
        DeliveryReport.Rescheduled => MessageTexts.ReportRescheduled,
        DeliveryReport.Answered => MessageTexts.ReportAnswered,
        DeliveryReport.TextBack => MessageTexts.ReportTextBack,
        DeliveryReport.GivenUp => MessageTexts.ReportGivenUp,
        DeliveryReport.InDoubt => MessageTexts.ReportInDoubt,
        DeliveryReport.Unconfirmed => MessageTexts.ReportUnconfirmed,
        DeliveryReport.NotOnRecord => MessageTexts.ReportNotOnRecord,
        DeliveryReport.NotConfirmed => MessageTexts.ReportNotConfirmed,
        DeliveryReport.SentAgain or DeliveryReport.SentAgainAfterFailure => MessageTexts.ReportSentAgain,
        DeliveryReport.HeldUp => MessageTexts.ReportHeldUp,
        _ => word,
    };
}
