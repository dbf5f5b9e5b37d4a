using OrleansSms.Grains.Ports;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tray;

/// <inheritdoc cref="IOrphans"/>
internal sealed class Orphans(IOrphanStore store, IMessageDirectory messages, OrphanWatch watch) : IOrphans
{
    public async Task Keep(OrphanReport orphan, CancellationToken cancellation)
    {
        var sid = orphan.Report.MessageSid ?? throw new ArgumentException("An orphan is known by its SID.", nameof(orphan));
        await store.Keep(orphan, cancellation);

        // Its message may have come between the first look and the row: whichever came last sees the other now.
        watch.Await(sid);
        if (await messages.FindBySid(sid, cancellation) is not null)
        {
            await watch.Adopt(sid);
        }
    }
}
