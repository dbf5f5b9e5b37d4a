using OrleansSms.Conversations;

namespace OrleansSms.Web.Live;

/// <summary>A text that was taken from the composer and is not yet durable.</summary>
/// <param name="IsNote">For the team alone.</param>
public sealed record PendingText(Guid Id, string Conv, string Text, DateTimeOffset At, bool IsNote = false)
{
    /// <summary>What the thread shows until the real message is there.</summary>
    public Message AsMessage(ConversationHead head) => new(
        Id, head.Id, 0, Direction.Outbound, null, head.Line, head.Contact, Text, DeliveryStatus.Queued, null, null,
        0, null, null, [], At, null, At, [], null, null);
}

/// <summary>A text that goes back into the composer.</summary>
/// <param name="Reason">Why a rule refused it; null: it was taken back.</param>
/// <param name="IsNote">It goes back into the box for notes, and into no other.</param>
public sealed record RefusedText(Guid Id, string Conv, string Text, string? Reason, bool IsNote = false);
