using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>Puts on record who came in, who could not and who left.</summary>
internal sealed class SignInBook(IAuditLog log, IHttpContextAccessor http)
{
    private string? Address => ClientAddress.Of(http.HttpContext);

    public Task CameIn(Member member, SignInMethod method, CancellationToken cancellation) =>
        log.Write(new(AuditActions.SignedIn, member.Id, Detail: Word.Of(method), Address: Address), cancellation);

    /// <summary>For the account it was about or, without one, for what was typed.</summary>
    public Task Failed(string typed, Member? member, string why, CancellationToken cancellation) => log.Write(
        new(AuditActions.SignInFailed, null, member?.Email ?? TypedEmail.Masked(typed), member is null ? "No such account" : why, Address), cancellation);

    public Task Left(Guid userId, CancellationToken cancellation) => log.Write(new(AuditActions.SignedOut, userId, Address: Address), cancellation);

    public Task SetUp(Member owner, CancellationToken cancellation) => log.Write(
        new(AuditActions.OwnerSetUp, owner.Id, owner.Email, http.HttpContext is null ? "From the Setup keys" : "In the browser", Address), cancellation);
}
