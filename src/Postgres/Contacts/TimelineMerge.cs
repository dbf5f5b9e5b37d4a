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
    public static ImmutableArray<IEntry> Newest(IEnumerable<IEnumerable<IEntry>> threads, int limit)
    {
        var heads = new PriorityQueue<IEnumerator<IEntry>, (long, Guid)>();
        foreach (var thread in threads)
        {
            Put(heads, thread.GetEnumerator());
        }

        var merged = ImmutableArray.CreateBuilder<IEntry>();
        while (merged.Count < limit && heads.TryDequeue(out var next, out _))
        {
            merged.Add(next.Current);
            Put(heads, next);
        }

        return merged.DrainToImmutable();
    }

    private static void Put(PriorityQueue<IEnumerator<IEntry>, (long, Guid)> heads, IEnumerator<IEntry> thread)
    {
        if (thread.MoveNext())
        {
            heads.Enqueue(thread, (-thread.Current.DateCreated.UtcTicks, thread.Current.ConversationId.Value));
        }
    }
}
