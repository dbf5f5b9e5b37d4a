using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts.Provider;

/// <summary>
/// Lets in who comes from the provider: whoever is linked, by the name that never changes; else, once, by the verified
/// e-mail address. Nobody becomes a member here.
/// </summary>
internal sealed class ProviderDoor(
    UserManager<Member> members, ProviderBook book, PendingSignIn pending, SessionStart session, SignInBook record, ProviderOptions options)
{
    /// <param name="signedIn">The member whose session the browser has already.</param>
    /// <returns>With a refusal: the member it is about, if there is one.</returns>
    public async Task<(Member? Member, ProviderRefusal? Refusal)> Find(ProviderIdentity who, Guid? signedIn, CancellationToken cancellation)
    {
        if (await book.MemberOf(who.Issuer, who.Subject, cancellation) is { } linked)
        {
            var known = await members.FindByIdAsync(linked.ToString());
            return (known, known is null ? ProviderRefusal.Unknown : known.DisabledAt is null ? null : ProviderRefusal.SwitchedOff);
        }

        if (!who.IsVerified)
        {
            return (null, ProviderRefusal.Unverified);
        }

        var member = await members.FindByEmailAsync(who.Email!);
        // Who typed an address of somebody else's into their profile must not wait there for them to come in.
        if (member is null || (!member.EmailConfirmed && member.Id != signedIn))
        {
            return (null, ProviderRefusal.Unknown);
        }

        if (member.DisabledAt is not null)
        {
            return (member, ProviderRefusal.SwitchedOff);
        }

        return await book.Link(member.Id, who.Issuer, who.Subject, record.Linked(member, options.Name), cancellation)
            ? (member, null)
            : (member, ProviderRefusal.LinkedElsewhere);
    }

    /// <returns>True: a code has to follow.</returns>
    public async Task<bool> LetIn(Member member, ProviderIdentity who, CancellationToken cancellation)
    {
        var isVouched = options.TrustsSecondFactor && who.HasSecondFactor;
        if (member.TwoFactorEnabled && !isVouched)
        {
            await pending.Begin(member, SignInMethod.Provider);
            return true;
        }

        await session.Begin(member, SignInMethod.Provider, isVouched, cancellation);
        return false;
    }
}
