using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <inheritdoc cref="IAccounts"/>
internal sealed class Accounts(
    UserManager<Member> members, PasswordDoor door, PendingSignIn pending, SessionStart session, Authenticators authenticators, SignInTries tries,
    FirstOwner owner, SetUpCode code, SignInBook book, IHttpContextAccessor http) : IAccounts
{
    private const int AppCodeLength = 6;

    public async Task<SignInOutcome> SignIn(string email, string password, CancellationToken cancellation)
    {
        var (outcome, member) = await door.Try(members, email, password, ClientAddress.Of(http.HttpContext), cancellation);
        if (outcome != SignInOutcome.SignedIn || member is null)
        {
            // Who has no tries left is refused before anything is looked up, and costs nothing: not a row either.
            if (outcome != SignInOutcome.LockedOut)
            {
                await book.Failed(email, member, outcome == SignInOutcome.SwitchedOff ? "Switched off" : "Not the right password", cancellation);
            }

            return outcome;
        }

        if (member.TwoFactorEnabled)
        {
            await pending.Begin(member, SignInMethod.Password);
            return SignInOutcome.NeedsCode;
        }

        await session.Begin(member, SignInMethod.Password, cancellation);
        return SignInOutcome.SignedIn;
    }

    public async Task<bool> AwaitsSecondFactor() => await pending.Find() is not null;

    public async Task<SignInOutcome> SignInWithCode(string code, CancellationToken cancellation)
    {
        if (await pending.Find() is not var (member, firstStep))
        {
            return SignInOutcome.TooLate;
        }

        if (!await tries.Take(TrySubject.Codes(member.Id), cancellation))
        {
            return SignInOutcome.LockedOut;
        }

        var letters = code.Count(char.IsAsciiLetterOrDigit);
        var method = letters == AppCodeLength && await authenticators.Take(member.Id, code, cancellation) ? SignInMethod.Code
            : letters > AppCodeLength && await authenticators.TakeRecoveryCode(member.Id, code, cancellation) ? SignInMethod.RecoveryCode
            : (SignInMethod?)null;
        if (method is null)
        {
            await book.Failed("", member, "Not the right code", cancellation);
            return SignInOutcome.NoMatch;
        }

        await tries.Clear(TrySubject.Codes(member.Id), CancellationToken.None);
        await session.Begin(member, firstStep == SignInMethod.Provider ? firstStep : method.Value, cancellation);
        return SignInOutcome.SignedIn;
    }

    public Task SignOut() => session.End(CancellationToken.None);

    public async Task<bool> NeedsSetUp(CancellationToken cancellation)
    {
        try
        {
            return await owner.IsMissing(cancellation);
        }
        catch (Exception fault) when (fault is DbException or { InnerException: DbException })
        {
            // Without a database nobody can be set up; signing in says what is wrong.
            return false;
        }
    }

    public async Task<ImmutableArray<FieldError>> SetUp(SetUpForm form, CancellationToken cancellation)
    {
        if (!code.IsRight(form.Code))
        {
            return [new("Code", "This is not the code in the log.")];
        }

        var lines = form.Lines.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wrong = await owner.Create(form.Email.Trim(), form.Password, lines, apiToken: null, mayBeGuessable: false, cancellation);
        if (wrong.IsEmpty)
        {
            await session.Begin((await members.FindByEmailAsync(form.Email.Trim()))!, SignInMethod.SetUp, cancellation);
        }

        return wrong;
    }
}
