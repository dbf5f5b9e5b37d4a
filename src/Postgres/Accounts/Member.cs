using Microsoft.AspNetCore.Identity;

namespace OrleansSms.Postgres.Accounts;

/// <summary>A person who signs in.</summary>
public sealed class Member : IdentityUser<Guid>
{
    /// <summary>Word of a <see cref="Members.Role"/>.</summary>
    public string Role { get; set; } = Word.Of(Members.Role.Member);

    /// <summary>Null: known by the e-mail address.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Since when an administrator does not let this member in.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}
