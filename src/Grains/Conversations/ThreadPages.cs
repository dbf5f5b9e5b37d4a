using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>Cuts pages out of a thread.</summary>
internal static class ThreadPages
{
    /// <summary>Null: the page reaches further back than what is in memory.</summary>
    public static ThreadPage? FromMemory(ConversationHead head, ImmutableArray<Message> newest, int? before, int limit)
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

    public static ThreadPage Of(ConversationHead head, ImmutableArray<Message> messages) =>
        new(head, messages, messages is [{ Number: > 1 } oldest, ..] ? oldest.Number : null);
}
