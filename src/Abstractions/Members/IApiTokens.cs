using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Tokens with which programs act for a member. Only somebody who signed in manages them, no program does.</summary>
/// <remarks>What is not allowed or not right throws <see cref="RefusedException"/>.</remarks>
public interface IApiTokens
{
    /// <summary>The caller's own that may still be there for use, the newest first; expired ones are among them, revoked ones are not.</summary>
    Task<ImmutableArray<ApiToken>> Mine(CancellationToken cancellation);

    /// <summary>Those of everybody else; for owners.</summary>
    Task<ImmutableArray<ApiToken>> Others(CancellationToken cancellation);

    /// <summary>Makes a token for the caller.</summary>
    /// <param name="name">What it is for, 1 to 60 characters.</param>
    /// <param name="expiresAt">Null: it does not expire.</param>
    Task<NewApiToken> Create(string name, Scopes scopes, DateTimeOffset? expiresAt, CancellationToken cancellation);

    /// <summary>Ends a token at once, on every silo: one's own, and as an owner anybody's.</summary>
    Task Revoke(Guid id, CancellationToken cancellation);
}

/// <summary>A token as it is listed. The token itself is known to its holder alone.</summary>
/// <param name="Prefix">Its first characters; null for one that was given at the first start.</param>
/// <param name="Owner">E-mail address of the member it acts for.</param>
/// <param name="LastUsedAt">To about a minute; null: never.</param>
public sealed record ApiToken(
    Guid Id, string Name, string? Prefix, Scopes Scopes, string? Owner, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt, string? LastUsedFrom);

/// <summary>A token that was made just now.</summary>
/// <param name="Secret">The token itself. It is not kept: whoever made it sees it this once.</param>
public sealed record NewApiToken(ApiToken Token, string Secret);
