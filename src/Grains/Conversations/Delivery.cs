using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// What a status word means and which status wins. The statuses are numbered by rank, so the shown one is simply the
/// highest that was ever reported: any order and any number of repetitions give the same result.
/// </summary>
internal static class Delivery
{
    /// <summary>Null: a word we do not know. It is kept in the timeline and moves nothing.</summary>
    public static DeliveryStatus? Of(string word) => word switch
    {
        DeliveryReport.InDoubt or DeliveryReport.NotConfirmed => DeliveryStatus.InDoubt,
        DeliveryReport.GivenUp => DeliveryStatus.Failed,
        // Waiting at the carrier, with or without a sender or a time: for us it has left the house.
        "scheduled" or "accepted" or "queued" => DeliveryStatus.Accepted,
        "sending" => DeliveryStatus.Sending,
        "sent" => DeliveryStatus.Sent,
        "canceled" or DeliveryReport.OptedOut or DeliveryReport.Withdrawn or DeliveryReport.Answered => DeliveryStatus.Canceled,
        "failed" => DeliveryStatus.Failed,
        "undelivered" => DeliveryStatus.Undelivered,
        "delivered" or "partially_delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        _ => null,
    };

    /// <summary>What a report says: with a name for the message the carrier has it, whatever its word.</summary>
    public static DeliveryStatus? Of(StatusReport report) => Of(report.Word) ?? (report.MessageSid is null ? null : DeliveryStatus.Accepted);

    /// <summary>Still ours to send, or in doubt whether it was: it has a row in the outbox.</summary>
    public static bool IsInOutbox(DeliveryStatus status) => status <= DeliveryStatus.InDoubt;

    /// <summary>One of ours whose end was not reported yet.</summary>
    public static bool IsUnderWay(Message message) => message.Direction == Direction.Outbound && message.Status <= DeliveryStatus.Sent;

    /// <summary>The carrier has it and nothing went wrong so far.</summary>
    public static bool IsGood(DeliveryStatus status) =>
        status is DeliveryStatus.Accepted or DeliveryStatus.Sending or DeliveryStatus.Sent or DeliveryStatus.Delivered or DeliveryStatus.Read;

    /// <summary>What a move does to the count of failures: 1, -1 or 0.</summary>
    public static int Failures(DeliveryStatus before, DeliveryStatus after) => (IsFailure(after) ? 1 : 0) - (IsFailure(before) ? 1 : 0);

    public static bool IsFailure(DeliveryStatus status) => status is DeliveryStatus.Failed or DeliveryStatus.Undelivered;

    /// <summary>What a move does to the row in the outbox.</summary>
    public static OutboxStep StepOf(DeliveryStatus before, DeliveryStatus after) => (IsInOutbox(before), IsInOutbox(after)) switch
    {
        (true, false) => OutboxStep.Leave,
        (_, true) when before == after => OutboxStep.None,
        (_, true) => after == DeliveryStatus.InDoubt ? OutboxStep.Doubt : OutboxStep.Again,
        _ => OutboxStep.None,
    };
}
