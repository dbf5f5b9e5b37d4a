using System.Collections.Immutable;

namespace OrleansSms.Carrier;

/// <summary>What was found out about an account.</summary>
/// <param name="Works">The account can be used; there may be warnings all the same.</param>
public sealed record CarrierCheck(bool Works, ImmutableArray<CarrierFinding> Findings);

/// <summary>One thing found out, in a sentence for a person.</summary>
public sealed record CarrierFinding(FindingLevel Level, string Text);

/// <summary>How bad it is.</summary>
public enum FindingLevel
{
    Good,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Works, but not always or not for everybody.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Problem,
}
