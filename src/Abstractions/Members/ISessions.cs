using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Where the one who asks is signed in.</summary>
public interface ISessions
{
    /// <summary>The newest first.</summary>
    Task<ImmutableArray<SessionView>> Mine(CancellationToken cancellation);

    /// <summary>This browser stays signed in as if it had just been used, within the longest that a session lasts.</summary>
    /// <exception cref="RefusedException">It is over already.</exception>
    Task Stay(CancellationToken cancellation);

    /// <summary>Signs one browser of mine out, on every silo and in open pages too.</summary>
    Task End(Guid session, CancellationToken cancellation);

    /// <summary>Signs every browser of mine out but this one.</summary>
    /// <returns>How many there were.</returns>
    Task<int> EndOthers(CancellationToken cancellation);
}
