using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>The phones of members, as calls need them.</summary>
public interface IMemberPhones
{
    /// <summary>Of everybody who uses the line, has an account that is on and named a phone, also those who take no calls at the moment; always in the same order.</summary>
    Task<ImmutableArray<MemberPhone>> Of(string line, CancellationToken cancellation);

    /// <summary>Of one member, who is called by a program of theirs as well as by themselves.</summary>
    /// <returns>Null: the member named none.</returns>
    Task<MemberPhone?> Find(Guid userId, CancellationToken cancellation);
}
