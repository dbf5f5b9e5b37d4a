using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Messages in the outbox of which nobody knows whether the carrier took them, and when its records are asked next.</summary>
public interface IDoubts
{
    /// <summary>Messages of the line whose look-up is due, the longest waiting first, a hundred at most.</summary>
    /// <param name="first">How long after the doubt began the first look-up is due.</param>
    Task<ImmutableArray<Doubt>> Due(string line, DateTimeOffset now, TimeSpan first, CancellationToken cancellation);

    /// <summary>When the line's next look-up is due; null: nothing is left to look up.</summary>
    Task<DateTimeOffset?> NextLookUp(string line, TimeSpan first, CancellationToken cancellation);

    /// <summary>Lines with a look-up due.</summary>
    Task<ImmutableArray<string>> LinesToLookUp(DateTimeOffset now, TimeSpan first, CancellationToken cancellation);

    /// <summary>All of a conversation that the carrier may have without our knowing its name, and which names we know: one moment's view.</summary>
    Task<Unsettled> Unsettled(ConversationId conversation, IReadOnlyCollection<string> sids, CancellationToken cancellation);

    /// <summary>A look-up is over and the message still in doubt. Nothing when it was settled or sent again meanwhile.</summary>
    /// <param name="done">Look-ups that count, this one included if it does.</param>
    /// <param name="next">Null: that was the last.</param>
    Task LookedUp(Doubt doubt, int done, DateTimeOffset? next, CancellationToken cancellation);

    /// <summary>The carrier has a message under a second name: from now on it is found by that, too.</summary>
    Task KeepDouble(string messageSid, MessagePlace message, CancellationToken cancellation);
}

/// <summary>One POST whose outcome is not known.</summary>
/// <param name="Attempt">Which POST of the message.</param>
/// <param name="TriedAt">When it began, UTC.</param>
/// <param name="LookUps">How many look-ups were in vain so far.</param>
/// <param name="IsUnderWay">It is being posted right now, and its answer will tell.</param>
public sealed record Doubt(
    Guid MessageId,
    ConversationId ConversationId,
    string From,
    string To,
    string Body,
    int MediaCount,
    int Attempt,
    DateTimeOffset TriedAt,
    int LookUps,
    bool IsUnderWay);

/// <summary>What a conversation has open with the carrier.</summary>
/// <param name="Doubts">In doubt or under way, in the order they were tried.</param>
/// <param name="KnownSids">Of the names asked about: those of messages that we have.</param>
public sealed record Unsettled(ImmutableArray<Doubt> Doubts, ImmutableHashSet<string> KnownSids);
