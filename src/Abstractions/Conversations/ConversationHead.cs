using OrleansSms.Calls;

namespace OrleansSms.Conversations;

/// <summary>What a list row shows of a conversation, and what its next change builds on.</summary>
/// <param name="Line">Our number, E.164.</param>
/// <param name="Contact">The other party, canonical.</param>
/// <param name="Version">Counts every change; the screen's clock and the store's guard.</param>
/// <param name="LastNumber">Number of the newest entry.</param>
/// <param name="SmsCount">SMS and MMS of both directions; not segments, not calls or notes.</param>
/// <param name="InboundCount">Messages that came in and calls that were missed. Unread for a member is this less the member's read position.</param>
/// <param name="UnreadCount">Entries that came in since any member last read.</param>
/// <param name="OptedOut">The contact told us to stop.</param>
/// <param name="Preview">Start of the newest message's text.</param>
/// <param name="PreviewStatus">Delivery status of the newest message.</param>
/// <param name="LastActivityAt">When the newest message came or a snooze ended, UTC; the list's order. Notes and what members do leave it.</param>
/// <param name="StoppedThrough">Number of the newest entry that a STOP speaks of: no text up to it is sent any more, also not after a START.</param>
/// <param name="PreviewNumber">Entry number of the newest message, which <paramref name="Preview"/> is of.</param>
/// <param name="AssigneeId">The member who takes care of it.</param>
/// <param name="SnoozedUntil">When it opens again by itself, UTC; null also while snoozed: with the next text that comes in.</param>
/// <param name="FailedCount">Texts of ours after <paramref name="DoneThrough"/> that did not arrive.</param>
/// <param name="SettledCount">The inbound count when it was last done: what came in until then is nobody's unread.</param>
/// <param name="PreviewCall">Set when the newest of messages and calls is a call: how it stands. <paramref name="Preview"/> is empty then.</param>
/// <param name="PreviewSeconds">How long they talked, or how long the voicemail is.</param>
/// <param name="MissedCount">Calls after <paramref name="DoneThrough"/> that came in and nobody took.</param>
/// <param name="DoneThrough">Number of the newest entry when it was last done; 0: never.</param>
/// <param name="TextsDeletedThrough">Number of the newest entry whose text was deleted because its time was over; 0: none was.</param>
[GenerateSerializer, Immutable, Alias("sms.ConversationHead")]
public sealed record ConversationHead(
    [property: Id(0)] ConversationId Id,
    [property: Id(1)] string Line,
    [property: Id(2)] string Contact,
    [property: Id(3)] long Version,
    [property: Id(4)] int LastNumber,
    [property: Id(5)] int SmsCount,
    [property: Id(6)] int InboundCount,
    [property: Id(7)] int UnreadCount,
    [property: Id(8)] ConversationState State,
    [property: Id(9)] bool OptedOut,
    [property: Id(10)] string Preview,
    [property: Id(11)] Direction PreviewDirection,
    [property: Id(12)] DeliveryStatus PreviewStatus,
    [property: Id(13)] DateTimeOffset LastActivityAt,
    [property: Id(14)] DateTimeOffset CreatedAt,
    [property: Id(15)] int StoppedThrough = 0,
    [property: Id(16)] int PreviewNumber = 0,
    [property: Id(17)] Guid? AssigneeId = null,
    [property: Id(18)] DateTimeOffset? SnoozedUntil = null,
    [property: Id(19)] TagSet Tags = default,
    [property: Id(20)] int FailedCount = 0,
    [property: Id(21)] int SettledCount = 0,
    [property: Id(22)] int DoneThrough = 0,
    [property: Id(23)] CallStatus? PreviewCall = null,
    [property: Id(24)] int? PreviewSeconds = null,
    [property: Id(25)] int MissedCount = 0,
    [property: Id(26)] int TextsDeletedThrough = 0)
{
    /// <summary>There was a text to show, and it was deleted.</summary>
    public bool IsPreviewDeleted => Preview.Length == 0 && PreviewCall is null && PreviewNumber > 0 && PreviewNumber <= TextsDeletedThrough;
}
