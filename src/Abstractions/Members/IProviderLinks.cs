using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Whom the one who asks is at a provider. A link is made by signing in there.</summary>
public interface IProviderLinks
{
    Task<ImmutableArray<ProviderLink>> Mine(CancellationToken cancellation);

    Task Unlink(string issuer, CancellationToken cancellation);
}

/// <param name="Issuer">The provider, as it names itself.</param>
/// <param name="Name">The same for a person.</param>
public sealed record ProviderLink(string Issuer, string Name, DateTimeOffset LinkedAt);
