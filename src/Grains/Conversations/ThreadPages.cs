using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Conversations;

/// <summary>Brings pages of a thread to memory, and cuts them out.</summary>
internal static class ThreadPages
{
    /// <summary>The conversation with its newest page and its readers in memory.</summary>
    public static async Task<Conversation> Open(Conversation conversation, IConversationStore store, CancellationToken cancellation)
    {
        if (conversation.IsOpen || conversation.Head is not { } head)
        {
            return conversation;
        }

        var newest = await store.Page(head.Id, head.LastNumber + 1, Conversation.Kept, cancellation);
        return conversation.Open(newest, await store.Readers(head.Id, cancellation));
    }

    /// <summary>Null: the page reaches further back than what is in memory.</summary>
    public static ThreadPage? FromMemory(ConversationHead head, ImmutableArray<IEntry> newest, int? before, int limit)
    {
        if (newest.IsEmpty)
        {
            return null;
        }

        // Wide: any number may be asked for.
        var end = (int)Math.Clamp((before ?? int.MaxValue) - (long)newest[0].Number, 0, newest.Length);
        var start = end - limit;
        if (start < 0 && newest[0].Number > 1)
        {
            return null;
        }

        start = Math.Max(0, start);
        return Of(head, newest[start..end]);
    }

    public static ThreadPage Of(ConversationHead head, ImmutableArray<IEntry> entries) =>
        new(head, entries, entries is [{ Number: > 1 } oldest, ..] ? oldest.Number : null);
}
