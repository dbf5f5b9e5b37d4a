namespace OrleansSms.Audit;

/// <summary>A row of the audit log.</summary>
/// <param name="Number">1, 2, 3 … without gaps, in the order in which rows were written.</param>
/// <param name="Action">One of the words of <see cref="AuditActions"/>.</param>
/// <param name="Who">The e-mail address of who did it, as it was then.</param>
public sealed record AuditRecord(
    long Number, DateTimeOffset At, string Action, Guid? UserId, string? Who, string? Subject, string? Detail, string? Address, Guid? TokenId)
{
    /// <summary>What the token is called now.</summary>
    public string? TokenName { get; init; }
}
