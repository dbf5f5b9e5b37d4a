using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>Puts on record who came in, who could not and who left.</summary>
internal sealed class SignInBook(IAuditLog log, IHttpContextAccessor http)
{
    private string? Address => ClientAddress.Of(http.HttpContext);

    /// <summary>How a sign-in ended, for the account it was about or, without one, for what was typed.</summary>
    public Task Tell(SignInOutcome outcome, string typed, Member? member, CancellationToken cancellation) => log.Write(
        outcome == SignInOutcome.SignedIn
            ? new(AuditActions.SignedIn, member?.Id, Address: Address)
            : new(AuditActions.SignInFailed, null, member?.Email ?? TypedEmail.Masked(typed), Why(outcome, member), Address), cancellation);

    public Task Left(Guid userId, CancellationToken cancellation) => log.Write(new(AuditActions.SignedOut, userId, Address: Address), cancellation);

    public Task SetUp(Member owner, CancellationToken cancellation) => log.Write(
        new(AuditActions.OwnerSetUp, owner.Id, owner.Email, http.HttpContext is null ? "From the Setup keys" : "In the browser", Address), cancellation);

    private static string Why(SignInOutcome outcome, Member? member) =>
        member is null ? "No such account" : outcome == SignInOutcome.LockedOut ? "Locked after too many tries" : "Not the right password";
}
