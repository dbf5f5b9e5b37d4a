using OrleansSms.Conversations;

namespace OrleansSms.Tray;

/// <summary>Status callbacks of messages that nobody knows yet: kept, and adopted when their message appears.</summary>
public interface IOrphans
{
    /// <summary>Returns when it is on disk. The same SID, word and code again: nothing.</summary>
    Task Keep(OrphanReport orphan, CancellationToken cancellation);
}

/// <summary>A callback without a message.</summary>
/// <param name="Report">Names the carrier's SID; its message id means nothing.</param>
/// <param name="Raw">The webhook as it came: the tray's entry it becomes when nobody adopts it.</param>
public sealed record OrphanReport(DeliveryReport Report, TrayEntry Raw);
