using System.Collections.Immutable;

namespace OrleansSms.Sweeps;

/// <summary>What an owner sees of the sweeps, for the screen and the API alike.</summary>
/// <remarks>Who is no owner gets a <see cref="RefusedException"/>.</remarks>
public interface ISweeps
{
    /// <summary>The owner's lines, the oldest first.</summary>
    Task<ImmutableArray<LineSweep>> Lines(CancellationToken cancellation);

    /// <summary>Sweeps a line now. One that is under way goes on; nothing is done twice.</summary>
    Task SweepNow(string line, CancellationToken cancellation);
}

/// <summary>The sweeps of one line.</summary>
/// <param name="Name">What the team calls the line.</param>
/// <param name="Texts">Texts to us that never came.</param>
/// <param name="Statuses">Messages of ours whose end nobody told.</param>
/// <param name="Prices">Prices of messages of ours.</param>
/// <param name="Calls">Calls to us that never came, how calls ended, and recordings of them.</param>
public sealed record LineSweep(string Line, string? Name, SweepLook Texts, SweepLook Statuses, SweepLook Prices, SweepLook Calls);

/// <summary>One kind of look at the carrier's records, the one under way or else the last.</summary>
/// <param name="IsUnderWay">Begun and not ended; with a <paramref name="Fault"/> it waits to go on.</param>
/// <param name="Pages">Pages of the carrier's list that were read.</param>
/// <param name="Found">What was missing here.</param>
/// <param name="Recovered">What was added.</param>
/// <param name="RecoveredInAll">Added by all looks so far.</param>
/// <param name="SentElsewhere">Messages from this line that were not sent from here, or calls that were not placed from here; they are not taken over.</param>
/// <param name="EndedAt">When a look last came to its end; null: never.</param>
/// <param name="Fault">Why the last one stopped, in words.</param>
/// <param name="NextAt">Null: at once.</param>
public sealed record SweepLook(
    bool IsUnderWay, int Pages, int Found, int Recovered, long RecoveredInAll, int SentElsewhere,
    DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Fault, DateTimeOffset? NextAt);
