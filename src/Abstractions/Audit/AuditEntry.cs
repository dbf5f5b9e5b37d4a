using OrleansSms.Members;

namespace OrleansSms.Audit;

/// <summary>One thing that was done.</summary>
/// <param name="Action">One of the stable words of <see cref="AuditActions"/>.</param>
/// <param name="UserId">Who did it; null: nobody who was signed in.</param>
/// <param name="Subject">What it was done to, as a person would name it: an e-mail address, a number, a name. Never a secret, never a message's text.</param>
/// <param name="Detail">What else there is to know, in words.</param>
/// <param name="Address">Where the call came from.</param>
/// <param name="TokenId">The token it was done with, when it was a program.</param>
public sealed record AuditEntry(
    string Action, Guid? UserId, string? Subject = null, string? Detail = null, string? Address = null, Guid? TokenId = null)
{
    public static AuditEntry By(Caller caller, string action, string? subject = null, string? detail = null) =>
        new(action, caller.UserId, subject, detail, caller.Address, caller.TokenId);
}
