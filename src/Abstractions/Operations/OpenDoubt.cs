using OrleansSms.Conversations;

namespace OrleansSms.Operations;

/// <summary>A text or call of which nobody knows whether the carrier has it. What it says is not part of it.</summary>
/// <param name="Id">Of the message or the call.</param>
/// <param name="Contact">E.164.</param>
/// <param name="Since">When the doubt began, UTC.</param>
/// <param name="Attempt">Which try it is of; of calls there is one.</param>
/// <param name="LookUps">How often the carrier's records were asked in vain.</param>
/// <param name="NextLookUpAt">Null: soon, when it is no longer than a moment in doubt or a call; or never again, see <paramref name="IsNotConfirmed"/>.</param>
/// <param name="IsNotConfirmed">The records were asked for the last time: a person decides.</param>
/// <param name="MayWrite">Whether who asks may send it again.</param>
public sealed record OpenDoubt(
    Guid Id, bool IsCall, ConversationId ConversationId, string Line, string Contact, DateTimeOffset Since,
    int Attempt, int LookUps, DateTimeOffset? NextLookUpAt, bool IsNotConfirmed, bool MayWrite);
