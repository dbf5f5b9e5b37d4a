using OrleansSms.Calls;

namespace OrleansSms.Conversations;

/// <summary>The one currency: decided by the conversation, written by the store, shown by the screen.</summary>
/// <param name="Head">The head after the change; its version is one more than before.</param>
/// <param name="Message">The message that is new or changed; null when only the head moved.</param>
/// <param name="Outbox">What becomes of the message's place in the outbox, in the same transaction.</param>
/// <param name="Read">A member's read position that moved.</param>
/// <param name="Aside">The note that is new, or the event that tells of the change; never together with a message.</param>
/// <param name="Unread">For whom it became unread or read besides.</param>
/// <param name="Call">The call that is new or changed; never together with a message or an aside.</param>
/// <param name="Deleted">Texts that are deleted; such a change is about nothing else and is committed alone.</param>
[GenerateSerializer, Immutable, Alias("sms.ConversationChange")]
public sealed record ConversationChange(
    [property: Id(0)] ConversationHead Head,
    [property: Id(1)] Message? Message,
    [property: Id(2)] OutboxStep Outbox,
    [property: Id(3)] ReadPosition? Read,
    [property: Id(4)] Aside? Aside = null,
    [property: Id(5)] UnreadStep Unread = UnreadStep.None,
    [property: Id(6)] Call? Call = null,
    [property: Id(7)] DeletedTexts? Deleted = null)
{
    /// <summary>What is new or changed in the thread.</summary>
    public IEntry? Entry => (IEntry?)Message ?? (IEntry?)Aside ?? Call;
}

/// <summary>What a change does to the members' lists of what is unread.</summary>
public enum UnreadStep
{
    None = 0,

    /// <summary>Something came in, and somebody had seen everything before: it is unread for all of the line's members.</summary>
    Everyone = 1,

    /// <summary>It is done: unread for nobody.</summary>
    Nobody = 2,
}

/// <summary>What a change does to the outbox row of its message.</summary>
public enum OutboxStep
{
    None = 0,

    /// <summary>The message now waits for the line's sender.</summary>
    Enter = 1,

    /// <summary>Posted, answer lost: kept and looked up, but not claimed again by itself.</summary>
    Doubt = 2,

    /// <summary>The carrier's answer is known; the row goes.</summary>
    Leave = 3,

    /// <summary>A person sends it again: from in doubt back to waiting.</summary>
    Again = 4,

    /// <summary>Taken back: the row goes, and the change stands only if the line's sender has not taken the message.</summary>
    Withdraw = 5,

    /// <summary>Another text or time: the row waits anew, and the change stands only if the line's sender has not taken the message.</summary>
    Move = 6,
}

/// <summary>How much of what came in a member has seen: a copy of the head's inbound count of that moment.</summary>
/// <param name="Back">Moved back on purpose: the member marked it unread, and so it stays until the member reads it or it is done. Otherwise a position only goes forward.</param>
[GenerateSerializer, Immutable, Alias("sms.ReadPosition")]
public sealed record ReadPosition(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] int InboundCount,
    [property: Id(2)] bool Back = false)
{
    /// <summary>How much counts as seen, beside what was settled for everyone.</summary>
    public int Seen(int settledCount) => Back ? InboundCount : Math.Max(InboundCount, settledCount);
}
