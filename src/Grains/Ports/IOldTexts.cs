using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Finds messages and notes that still have their words though they are old. Cost grows with what is found, not with what there is.</summary>
public interface IOldTexts
{
    /// <summary>The oldest first. What still waits to be sent, or is in doubt, is not among them.</summary>
    /// <param name="before">Those that came, or were to go out, before it.</param>
    /// <param name="after">Where the last page ended; null: from the beginning.</param>
    Task<ImmutableArray<OldText>> Find(DateTimeOffset before, OldText? after, int limit, CancellationToken cancellation);
}

/// <summary>Where an old text is.</summary>
/// <param name="At">When it was written, UTC.</param>
public sealed record OldText(ConversationId ConversationId, int Number, DateTimeOffset At);
