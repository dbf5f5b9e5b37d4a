using System.Collections.Immutable;

namespace OrleansSms.Tray;

/// <summary>What an owner sees of the tray and does with it. Anybody else gets a <see cref="RefusedException"/>; what is done is on record.</summary>
public interface ITrayDesk
{
    Task<TrayList> List(TrayQuery query, CancellationToken cancellation);

    Task<TrayEntry?> Find(Guid id, CancellationToken cancellation);

    /// <summary>Why the open entries lie here, the most frequent reason first.</summary>
    Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation);

    /// <summary>What came to the carrier's doors since then.</summary>
    Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Null: no reason for alarm.</summary>
    Task<DoorAlarm?> Alarm(CancellationToken cancellation);

    Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation);

    Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation);

    /// <returns>False: it was not, or no longer, open.</returns>
    Task<bool> Dismiss(Guid id, CancellationToken cancellation);

    /// <returns>False: it was not, or no longer, dismissed.</returns>
    Task<bool> BringBack(Guid id, CancellationToken cancellation);
}
