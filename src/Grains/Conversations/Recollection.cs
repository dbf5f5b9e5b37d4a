using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>Brings to memory what turns decide on and what is not at hand: an older message, the newest page.</summary>
internal static class Recollection
{
    public static async ValueTask<Conversation> For(List<Turn> turns, Conversation conversation, ConversationId id, IConversationStore store)
    {
        foreach (var turn in turns)
        {
            if (turn.OnPage)
            {
                conversation = await ThreadPages.Open(conversation, store, CancellationToken.None);
            }

            if (await Older(conversation, turn, id, store) is { } older)
            {
                conversation = older.Number <= (conversation.Head?.LastNumber ?? 0)
                    ? conversation.Recall(older)
                    : throw new InconsistentStateException($"Conversation {id} has an entry {older.Number} that memory does not know.");
            }
        }

        return conversation;
    }

    /// <summary>What the turn is about, unless it is at hand.</summary>
    private static async ValueTask<Message?> Older(Conversation conversation, Turn turn, ConversationId id, IConversationStore store)
    {
        if (turn.About is { } messageId)
        {
            return conversation.Recent(messageId) is null ? await store.Find(id, messageId, CancellationToken.None) : null;
        }

        return turn.AboutNumber is { } number && conversation.Entry(number) is null
            && await store.Page(id, number + 1, 1, CancellationToken.None) is [var entry] && entry.Number == number ? entry : null;
    }
}
