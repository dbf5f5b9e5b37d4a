using System.Collections.Concurrent;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// Since when the carrier takes nothing from a line. What waited behind others through an outage was tried as long as they were:
/// it does not begin an hour of its own when theirs is over.
/// </summary>
internal sealed class Outages
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _since = [];

    /// <summary>Hears an answer; says since when the carrier had the chance to take this message and did not.</summary>
    public DateTimeOffset TriedSince(OutboxItem item, CarrierAnswer answer, DateTimeOffset now)
    {
        if (answer is not CarrierAnswer.NotExecuted)
        {
            _since.TryRemove(item.From, out _);
            return item.FirstTriedAt;
        }

        var outage = _since.GetOrAdd(item.From, now);
        var waited = item.DueSince > outage ? item.DueSince : outage;
        return waited < item.FirstTriedAt ? waited : item.FirstTriedAt;
    }
}
