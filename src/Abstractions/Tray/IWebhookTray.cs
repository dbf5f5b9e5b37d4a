using System.Collections.Immutable;

namespace OrleansSms.Tray;

/// <summary>Keeps webhooks that are surely the carrier's but could not be understood, so that nothing is lost.</summary>
public interface IWebhookTray
{
    Task Keep(TrayEntry entry, CancellationToken cancellation);

    Task<TrayEntry?> Find(Guid id, CancellationToken cancellation);

    /// <summary>One page of the tray.</summary>
    Task<TrayList> List(TrayQuery query, CancellationToken cancellation);

    /// <summary>Why the open entries lie here, the most frequent reason first.</summary>
    Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation);

    /// <summary>Moves an entry from one state to another. False: it was not, or no longer, in the first.</summary>
    /// <param name="outcome">For a person; null leaves what is there.</param>
    Task<bool> Settle(Guid id, TrayState from, TrayState to, string? outcome, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Notes a replay that changed nothing; the entry stays open.</summary>
    Task Tried(Guid id, string outcome, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Deletes entries that were settled before a moment, those settled longest ago first. What is open stays, however old.</summary>
    /// <returns>How many; the limit: there may be more.</returns>
    Task<int> Forget(DateTimeOffset settledBefore, int limit, CancellationToken cancellation);
}
