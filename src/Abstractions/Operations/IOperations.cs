using System.Collections.Immutable;

namespace OrleansSms.Operations;

/// <summary>
/// How the installation is doing, for owners and admins; anybody else gets a <see cref="RefusedException"/>. What is done is on
/// record. Owners see every line here, admins those that are shared with them, and of the others only that there are some.
/// </summary>
public interface IOperations
{
    /// <summary>The path of the Orleans dashboard; null: it is switched off.</summary>
    string? Dashboard { get; }

    /// <summary>The silos of the cluster, those at work first; who is gone is told for an hour or two.</summary>
    Task<ImmutableArray<SiloState>> Silos(CancellationToken cancellation);

    /// <summary>What is on its way to the carrier, of lines that have something; lines that are not shared come last, as one.</summary>
    Task<ImmutableArray<LineOutbox>> Outbox(CancellationToken cancellation);

    /// <summary>Texts and calls on the caller's own lines of which nobody knows whether the carrier has them, the oldest first.</summary>
    Task<ImmutableArray<OpenDoubt>> Doubts(CancellationToken cancellation);

    /// <summary>What the silo that is asked warned of, or failed at, since it started; the newest first.</summary>
    Task<ImmutableArray<Trouble>> Troubles(CancellationToken cancellation);

    /// <summary>What waits for another try on a line is tried now, at the line's pace.</summary>
    /// <returns>How many texts that are.</returns>
    Task<int> TryNow(string line, CancellationToken cancellation);

    /// <summary>The carrier's records are asked now for what a line has in doubt, also where they were asked for the last time.</summary>
    /// <returns>How many texts that are.</returns>
    Task<int> LookUpNow(string line, CancellationToken cancellation);
}
