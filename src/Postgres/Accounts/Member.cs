using Microsoft.AspNetCore.Identity;

namespace OrleansSms.Postgres.Accounts;

/// <summary>A person who signs in.</summary>
public sealed class Member : IdentityUser<Guid>
{
    /// <summary>One of <see cref="MemberRole"/>.</summary>
    public string Role { get; set; } = MemberRole.Member;
}

/// <summary>What a member is in the installation.</summary>
public static class MemberRole
{
    public const string Owner = "owner";
    public const string Member = "member";
}
