using System.Collections.Immutable;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts.Provider;

/// <inheritdoc cref="IProviderLinks"/>
internal sealed class ProviderLinks(ProviderBook book, ICallers callers, ProviderOptions options) : IProviderLinks
{
    public async Task<ImmutableArray<ProviderLink>> Mine(CancellationToken cancellation) =>
        [.. (await book.Of(Person().UserId, cancellation)).Select(link => new ProviderLink(link.Issuer, NameOf(link.Issuer), link.LinkedAt))];

    public async Task Unlink(string issuer, CancellationToken cancellation)
    {
        var me = Person();
        if (!await book.Unlink(me.UserId, issuer, AuditEntry.By(me, AuditActions.ProviderUnlinked, NameOf(issuer)), cancellation))
        {
            throw new RefusedException(Refusals.LinkNotFound, "This link was removed already.");
        }
    }

    /// <summary>One that was configured before is called by its host.</summary>
    private string NameOf(string issuer) => !Uri.TryCreate(issuer, UriKind.Absolute, out var address) ? issuer
        : string.Equals(address.Host, options.Authority.Host, StringComparison.OrdinalIgnoreCase) ? options.Name
        : address.Host;

    /// <summary>An account is its person's: no program changes it.</summary>
    private Caller Person() => callers.Current is { TokenId: null } person
        ? person
        : throw new RefusedException(Refusals.NotAllowed, "Sign in to do this; a token cannot.");
}
