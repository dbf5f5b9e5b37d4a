using System.Collections.Immutable;

namespace OrleansSms.Members;

/// <summary>Asking people in. For administrators and owners; nobody gives what they do not have.</summary>
public interface IInvitations
{
    /// <summary>Those that nobody accepted yet, the newest first; also those that expired.</summary>
    Task<ImmutableArray<InvitationView>> Pending(CancellationToken cancellation);

    /// <summary>Invites somebody, in place of an earlier invitation of the same address, and mails the link when mail is set up.</summary>
    Task<InvitationLink> Invite(string email, Role role, ImmutableArray<GrantedLine> lines, CancellationToken cancellation);

    Task Revoke(Guid invitation, CancellationToken cancellation);
}

/// <summary>An invitation that nobody accepted yet.</summary>
public sealed record InvitationView(
    Guid Id, string Email, Role Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, ImmutableArray<GrantedLine> Lines);

/// <summary>The link that lets one person in; it is shown once.</summary>
/// <param name="WasMailed">False: whoever invites has to hand it over.</param>
public sealed record InvitationLink(string Url, DateTimeOffset ExpiresAt, bool WasMailed);
