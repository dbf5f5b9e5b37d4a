using System.Collections.Immutable;

namespace OrleansSms.Operations;

/// <summary>A silo as its cluster sees it.</summary>
/// <param name="Address">Where the other silos reach it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="AliveAt">When it last said so, UTC.</param>
/// <param name="Suspects">Names of the silos that did not reach it lately.</param>
/// <param name="IsThis">The one that answers.</param>
/// <param name="Load">Null: it is not at work, or did not answer in time.</param>
public sealed record SiloState(
    string Name, string Address, SiloStanding Standing, DateTimeOffset StartedAt, DateTimeOffset AliveAt,
    ImmutableArray<string> Suspects, bool IsThis, SiloLoad? Load);

/// <summary>What a silo carries.</summary>
/// <param name="Activations">Grains in memory.</param>
/// <param name="ProcessorPercent">Of the whole machine.</param>
/// <param name="MemoryBytes">In use by the process.</param>
/// <param name="IsShedding">It has too much to do, and turns work away.</param>
public sealed record SiloLoad(int Activations, double ProcessorPercent, long MemoryBytes, bool IsShedding);

/// <summary>Where a silo stands in its life.</summary>
public enum SiloStanding
{
    Joining = 0,
    Active = 1,

    /// <summary>On its way out, by somebody's wish.</summary>
    Leaving = 2,

    /// <summary>Left, or declared dead by the others.</summary>
    Gone = 3,
}
