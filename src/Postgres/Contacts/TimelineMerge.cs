using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Contacts;

/// <summary>
/// Several threads as one, the newest first. Within a thread its own order stays, also where a time is odd (what was recovered
/// comes after what is younger), so that a page can end anywhere and nothing is missed or repeated.
/// </summary>
internal static class TimelineMerge
{
    /// <param name="threads">Each by entry number, downwards.</param>
    public static ImmutableArray<Message> Newest(IEnumerable<IEnumerable<Message>> threads, int limit)
    {
        var heads = new PriorityQueue<IEnumerator<Message>, (long, Guid)>();
        foreach (var thread in threads)
        {
            Put(heads, thread.GetEnumerator());
        }

        var merged = ImmutableArray.CreateBuilder<Message>();
        while (merged.Count < limit && heads.TryDequeue(out var next, out _))
        {
            merged.Add(next.Current);
            Put(heads, next);
        }

        return merged.DrainToImmutable();
    }

    private static void Put(PriorityQueue<IEnumerator<Message>, (long, Guid)> heads, IEnumerator<Message> thread)
    {
        if (thread.MoveNext())
        {
            heads.Enqueue(thread, (-thread.Current.DateCreated.UtcTicks, thread.Current.ConversationId.Value));
        }
    }
}
