using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Accepting an invitation, for the page its link opens.</summary>
public interface IJoining
{
    Task<InvitationAnswer> Look(string secret, CancellationToken cancellation);

    /// <summary>Makes the account and signs in.</summary>
    /// <returns>What is wrong, each with the field it is about; empty when it is done.</returns>
    Task<ImmutableArray<FieldError>> Join(string secret, string name, string password, CancellationToken cancellation);
}

/// <summary>What a link is worth.</summary>
/// <param name="Email">Whom it is for; null unless it is open.</param>
public sealed record InvitationAnswer(InvitationState State, string? Email = null);

public enum InvitationState
{
    /// <summary>Never made, revoked, or replaced by a newer one.</summary>
    Unknown,
    Open,
    Expired,
    Used,
}
