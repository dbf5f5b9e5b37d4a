using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What turns want, one after the other: each decides on what the one before and all that follows from it made.</summary>
internal static class Decisions
{
    public static ImmutableArray<ConversationChange> Of(List<Turn> turns, ref Conversation conversation)
    {
        var changes = ImmutableArray.CreateBuilder<ConversationChange>(turns.Count);
        foreach (var turn in turns)
        {
            for (var change = turn.Decide(conversation); change is not null; change = turn.Follow(conversation))
            {
                changes.Add(change);
                conversation = conversation.Apply(change);
            }
        }

        return changes.DrainToImmutable();
    }
}
