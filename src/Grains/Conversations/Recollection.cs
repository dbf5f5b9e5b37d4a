using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>Brings to memory what turns decide on and what is not at hand: older messages, the newest page.</summary>
internal static class Recollection
{
    public static async ValueTask<Conversation> For(List<Turn> turns, Conversation conversation, ConversationId id, IConversationStore store)
    {
        if (turns.Exists(turn => turn.OnPage))
        {
            conversation = await ThreadPages.Open(conversation, store, CancellationToken.None);
        }

        if (conversation.UntilReply.IsDefault && turns.Exists(turn => turn.Then is not null))
        {
            conversation = conversation.Await(await store.UntilReply(id, CancellationToken.None));
        }

        foreach (var older in await OwnOnes(turns, conversation, id, store))
        {
            conversation = Recalled(conversation, older);
        }

        int[] numbers = [.. turns.SelectMany(turn => turn.AboutNumbers).Distinct().Where(number => conversation.Entry(number) is null)];
        if (numbers.Length > 0)
        {
            conversation = (await store.Entries(id, numbers, CancellationToken.None)).Aggregate(conversation, Recalled);
        }

        return await WithCalls(turns, conversation, id, store);
    }

    private static async ValueTask<Conversation> WithCalls(List<Turn> turns, Conversation conversation, ConversationId id, IConversationStore store)
    {
        foreach (var turn in turns)
        {
            if (turn.AboutCall is { } callId && conversation.Call(callId) is null && await store.FindCall(id, callId, CancellationToken.None) is { } older)
            {
                conversation = Recalled(conversation, older);
            }
        }

        return conversation;
    }

    private static async ValueTask<IEnumerable<Message>> OwnOnes(List<Turn> turns, Conversation conversation, ConversationId id, IConversationStore store)
    {
        HashSet<Guid>? missing = null;
        foreach (var turn in turns)
        {
            if (turn.About is { } messageId && conversation.Recent(messageId) is null)
            {
                (missing ??= []).Add(messageId);
            }
        }

        return missing is null ? [] : await store.Find(id, missing, CancellationToken.None);
    }

    private static Conversation Recalled(Conversation conversation, IEntry older) => older.Number <= (conversation.Head?.LastNumber ?? 0)
        ? conversation.Recall(older)
        : throw new InconsistentStateException($"Conversation {older.ConversationId} has an entry {older.Number} that memory does not know.");
}
