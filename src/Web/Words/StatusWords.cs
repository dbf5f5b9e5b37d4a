using OrleansSms.Conversations;

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
        DeliveryStatus.Scheduled => new("clock", "Scheduled", "waiting"),
        DeliveryStatus.Queued => new("clock", "Queued", "waiting"),
        DeliveryStatus.InDoubt => new("doubt", "Checking…", "doubt"),
        DeliveryStatus.Accepted or DeliveryStatus.Sending => new("clock", "Sending", "waiting"),
        DeliveryStatus.Sent => new("check", "Sent", "sent"),
        DeliveryStatus.Delivered => new("checks", "Delivered", "delivered"),
        DeliveryStatus.Read => new("eye", "Read", "delivered"),
        DeliveryStatus.Canceled => new("ban", "Canceled", "sent"),
        DeliveryStatus.Failed or DeliveryStatus.Undelivered => new("alert", "Not delivered", "failed"),
        _ => new("check", "Received", "sent"),
    };

    public static StatusMark Mark(Message message) =>
        message.IsNotConfirmed ? new("doubt", "Not confirmed", "doubt")
        : message.Status == DeliveryStatus.Sent && message.Timeline.Any(report => report.Word == DeliveryReport.Unconfirmed) ? new("check", "Sent, no confirmation", "sent")
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
        "accepted" => "Taken by the carrier",
        "queued" => "Queued at the carrier",
        "scheduled" => "Scheduled at the carrier",
        "sending" => "Being sent",
        "sent" => "Sent to the phone's network",
        "delivered" => "Delivered to the phone",
        "undelivered" => "Not delivered",
        "failed" => "Failed",
        "read" => "Read",
        "canceled" => "Canceled",
        DeliveryReport.OptedOut => "Not sent: they opted out first",
        DeliveryReport.Withdrawn => "Taken back by your team",
        DeliveryReport.Rescheduled => "Changed by your team",
        DeliveryReport.Answered => "Not sent: they replied first",
        DeliveryReport.GivenUp => "Given up: the carrier did not take it in time",
        DeliveryReport.InDoubt => "The carrier's answer was lost; finding out",
        DeliveryReport.Unconfirmed => "No confirmation came in days; no longer asked for",
        DeliveryReport.NotOnRecord => "The carrier has no record of it any more",
        DeliveryReport.NotConfirmed => "No trace of it at the carrier",
        DeliveryReport.SentAgain or DeliveryReport.SentAgainAfterFailure => "Sent again by your team",
        DeliveryReport.HeldUp => "The carrier doesn't let us in; waiting",
        _ => word,
    };
}
