using System.Collections.Immutable;
using OrleansSms.Lines;

namespace OrleansSms.Members;

/// <summary>
/// Everybody who may sign in. For administrators and owners; an administrator touches no owner and makes none, nobody changes
/// what they are themselves, and the last owner stays one. What is against that is refused.
/// </summary>
public interface IMembers
{
    /// <summary>By name.</summary>
    Task<ImmutableArray<MemberView>> All(CancellationToken cancellation);

    /// <summary>The lines that the one who asks may give to others: an owner all, an administrator their own.</summary>
    Task<ImmutableArray<Line>> Grantable(CancellationToken cancellation);

    /// <summary>Whoever becomes an owner gets every line with it.</summary>
    Task ChangeRole(Guid member, Role role, CancellationToken cancellation);

    /// <summary>Signed out everywhere, and not let in again until switched on.</summary>
    Task SwitchOff(Guid member, CancellationToken cancellation);

    Task SwitchOn(Guid member, CancellationToken cancellation);

    /// <summary>The account is gone; what the member wrote stays in its conversations.</summary>
    Task Remove(Guid member, CancellationToken cancellation);

    /// <summary>Turns off the second factor of somebody who lost it, and signs them out.</summary>
    Task TurnSecondFactorOff(Guid member, CancellationToken cancellation);

    /// <param name="access">Null: not this line.</param>
    Task GiveLine(Guid member, string line, LineAccess? access, CancellationToken cancellation);
}

/// <summary>A member as administrators see one.</summary>
/// <param name="LastSeenAt">Null: never signed in, or not for a long time.</param>
public sealed record MemberView(
    Guid Id, string Name, string Email, Role Role, bool IsOff, bool HasSecondFactor, DateTimeOffset? LastSeenAt, ImmutableArray<GrantedLine> Lines);

/// <summary>A line and what may be done with it.</summary>
public sealed record GrantedLine(string Number, LineAccess Access);
