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

    /// <summary>For the account it was about or, without one, for the address that the provider told.</summary>
    public Task ProviderRefused(Member? member, string? email, ProviderRefusal why, CancellationToken cancellation) => log.Write(
        new(AuditActions.ProviderRefused, null, member?.Email ?? (email is null ? null : TypedEmail.Masked(email)), Why(why), Address), cancellation);

    /// <summary>To be written with the link itself.</summary>
    public AuditEntry Linked(Member member, string provider) => new(AuditActions.ProviderLinked, member.Id, provider, Address: Address);

    public Task Left(Guid userId, CancellationToken cancellation) => log.Write(new(AuditActions.SignedOut, userId, Address: Address), cancellation);

    public Task SetUp(Member owner, CancellationToken cancellation) => log.Write(
        new(AuditActions.OwnerSetUp, owner.Id, owner.Email, http.HttpContext is null ? "From the Setup keys" : "In the browser", Address), cancellation);

    private static string Why(ProviderRefusal refusal) => refusal switch
    {
        ProviderRefusal.Unknown => "No such account",
        ProviderRefusal.Unverified => "E-mail not verified",
        ProviderRefusal.SwitchedOff => "Switched off",
        ProviderRefusal.LinkedElsewhere => "Linked to somebody else there",
        ProviderRefusal.Declined => "The provider said no",
        ProviderRefusal.NotProved => "Not proved",
        ProviderRefusal.Unreachable => "The provider could not be reached",
        _ => Word.Of(refusal),
    };
}
