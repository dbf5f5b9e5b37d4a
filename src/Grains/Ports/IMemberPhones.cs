using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>The phones of members, as calls need them.</summary>
public interface IMemberPhones
{
    /// <summary>
    /// Of everybody who uses the line, has an account that is on and named a phone, also those who take no calls at the moment; with them
    /// the browsers that can be rung. Always in the same order.
    /// </summary>
    Task<ImmutableArray<MemberPhone>> Of(string line, CancellationToken cancellation);

    /// <summary>The number of one member, who is called by a program of theirs as well as by themselves.</summary>
    /// <returns>Null: the member named none.</returns>
    Task<MemberPhone?> Find(Guid userId, CancellationToken cancellation);

    /// <summary>The member's browser can be rung until then.</summary>
    Task Reachable(Guid userId, DateTimeOffset until, CancellationToken cancellation);
}
