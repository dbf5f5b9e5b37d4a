using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>
/// Tries a password. Tries are counted before anything is computed, and for accounts that are not there like for those that are;
/// neither the answer nor its time tells which. Only as many are computed at once as there are cores.
/// </summary>
internal sealed class PasswordDoor : IDisposable
{
    private const int MostWaiting = 40;

    // Checked when there is no such account, so that the answer takes as long either way.
    private static readonly string SomeHash = new PasswordHasher<Member>().HashPassword(new(), Guid.NewGuid().ToString());

    private readonly ConcurrencyLimiter _work = new(new()
    {
        PermitLimit = Math.Max(2, Environment.ProcessorCount), QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly SignInTries _tries;

    public PasswordDoor(SignInTries tries) => _tries = tries;

    /// <returns>With the member it is about, if there is one and it was looked up.</returns>
    public async Task<(SignInOutcome Outcome, Member? Member)> Try(
        UserManager<Member> members, string email, string password, string? address, CancellationToken cancellation)
    {
        var account = TrySubject.Account(EmailAddress.Normalize(email.Length > EmailAddress.Longest ? email[..EmailAddress.Longest] : email));
        var from = TrySubject.Address(address ?? "");
        // An address that has none left takes none from the accounts it tries, and leaves no trace of names it makes up.
        if (_tries.IsRefused(from) || !await _tries.Take(account, cancellation) || !await _tries.Take(from, cancellation))
        {
            return (SignInOutcome.LockedOut, null);
        }

        using var place = await _work.AcquireAsync(1, cancellation);
        if (!place.IsAcquired)
        {
            return (SignInOutcome.LockedOut, null);
        }

        var member = password.Length <= Passwords.Longest ? await members.FindByEmailAsync(email.Trim()) : null;
        if (member?.PasswordHash is null)
        {
            members.PasswordHasher.VerifyHashedPassword(new(), SomeHash, password.Length <= Passwords.Longest ? password : "");
            return (SignInOutcome.NoMatch, member);
        }

        if (!await members.CheckPasswordAsync(member, password))
        {
            return (SignInOutcome.NoMatch, member);
        }

        await _tries.Clear(account, CancellationToken.None);
        await _tries.GiveBack(from, CancellationToken.None);
        return (member.DisabledAt is null ? SignInOutcome.SignedIn : SignInOutcome.SwitchedOff, member);
    }

    public void Dispose() => _work.Dispose();
}
