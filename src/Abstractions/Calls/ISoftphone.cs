using System.Collections.Immutable;

namespace OrleansSms.Calls;

/// <summary>Talking in the browser; asked by the signed-in member only, for themselves.</summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface ISoftphone
{
    /// <summary>What of the carrier's a page talks to for it, as a content security policy names it; empty: this installation has none.</summary>
    ImmutableArray<string> Sources { get; }

    /// <summary>Lets the member's browser be rung until the pass runs out.</summary>
    /// <returns>Null: this installation has none.</returns>
    Task<SoftphonePass?> Pass(CancellationToken cancellation);
}

/// <summary>What a browser shows the carrier.</summary>
/// <param name="Token">Secret: whoever holds it takes the member's calls.</param>
/// <param name="Identity">The member's name at the carrier.</param>
/// <param name="Seconds">For how long it is good, from now.</param>
public sealed record SoftphonePass(string Token, string Identity, int Seconds);
