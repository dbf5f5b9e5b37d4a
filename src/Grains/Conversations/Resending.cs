using OrleansSms.Conversations;
using OrleansSms.Failures;

namespace OrleansSms.Grains.Conversations;

/// <summary>When a person may send a message again: one that may well never have left, or failed for a reason that may pass.</summary>
internal static class Resending
{
    /// <returns>What to fold in; null: it was sent again a moment ago and is on its way.</returns>
    public static DeliveryReport? Decide(Message message, ConversationHead? head)
    {
        if (message.Status == DeliveryStatus.Queued && Rounds.Newest(message.Timeline) > 0)
        {
            return null;
        }

        if (!message.IsNotConfirmed && !FailedForNow(message))
        {
            throw new RefusedException(Refusals.NothingToSendAgain, Why(message.Status));
        }

        if (message.BodyDeletedAt is not null)
        {
            throw new RefusedException(Refusals.NothingToSendAgain, "The words of this message were deleted. Write a new one instead.");
        }

        if (head is { OptedOut: true })
        {
            throw new RefusedException(Refusals.OptedOut, "This person opted out of your texts. They can text START to allow them again.");
        }

        if (message.Number <= head?.StoppedThrough)
        {
            throw new RefusedException(Refusals.NothingToSendAgain, "This person opted out after this message was written. Write a new one instead.");
        }

        return new(message.Id, message.IsNotConfirmed ? DeliveryReport.SentAgain : DeliveryReport.SentAgainAfterFailure, Attempt: Rounds.LastAttempt(message.Timeline));
    }

    private static bool FailedForNow(Message message) =>
        Delivery.IsFailure(message.Status) && FailureCatalogue.Explain(message.ErrorCode, message.Timeline).Actions.HasFlag(FailureActions.SendAgain);

    private static string Why(DeliveryStatus status) => status switch
    {
        DeliveryStatus.InDoubt => "We are still checking whether this message was sent. Wait until that is done.",
        DeliveryStatus.Scheduled or DeliveryStatus.Queued => "This message is waiting to be sent already.",
        DeliveryStatus.Failed or DeliveryStatus.Undelivered or DeliveryStatus.Canceled =>
            "What became of this message is known: it was not delivered. Write a new one instead.",
        _ => "This message was sent. There is nothing to send again.",
    };
}
