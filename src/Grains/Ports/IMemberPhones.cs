using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>The phones of those who take calls of a line.</summary>
public interface IMemberPhones
{
    /// <summary>Of everybody who uses the line, has an account that is on and named a phone, also those who take no calls at the moment; always in the same order.</summary>
    Task<ImmutableArray<MemberPhone>> Of(string line, CancellationToken cancellation);

    /// <returns>Null: the member named none.</returns>
    Task<MemberPhone?> OfMember(Guid userId, CancellationToken cancellation);
}
