namespace OrleansSms.Members;

/// <summary>One browser that a member is signed in with.</summary>
/// <param name="Agent">What the browser called itself, as it sent it.</param>
/// <param name="IsThis">The one that asks.</param>
public sealed record SessionView(
    Guid Id, SignInMethod Method, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? Address, string? Agent, bool IsThis);
