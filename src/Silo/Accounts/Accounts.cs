using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <inheritdoc cref="IAccounts"/>
internal sealed class Accounts(
    UserManager<Member> members, PasswordDoor door, PendingSignIn pending, SessionStart session, Authenticators authenticators, SignInTries tries,
    FirstOwner owner, SetUpCode code, IAuditLog audit, IHttpContextAccessor http) : IAccounts
{
    private const int AppCodeLength = 6;

    public async Task<SignInOutcome> SignIn(string email, string password, CancellationToken cancellation)
    {
        var (member, refusal) = await door.Try(members, email, password, ClientAddress.Of(http.HttpContext), cancellation);
        if (member is null)
        {
            if (refusal != SignInOutcome.LockedOut)
            {
                await Failed(email, refusal == SignInOutcome.SwitchedOff ? "switched off" : "password", cancellation);
            }

            return refusal;
        }

        if (member.TwoFactorEnabled)
        {
            await pending.Begin(member);
            return SignInOutcome.NeedsCode;
        }

        await session.Begin(member, SignInMethod.Password, cancellation);
        return SignInOutcome.SignedIn;
    }

    public async Task<bool> AwaitsSecondFactor() => await pending.Find() is not null;

    public async Task<SignInOutcome> SignInWithCode(string code, CancellationToken cancellation)
    {
        if (await pending.Find() is not { } member)
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
            await Failed(member.Email!, "code", cancellation);
            return SignInOutcome.NoMatch;
        }

        await tries.Clear(TrySubject.Codes(member.Id), CancellationToken.None);
        await session.Begin(member, method.Value, cancellation);
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
        var wrong = await owner.Create(form.Email.Trim(), form.Password, lines, apiToken: null, cancellation);
        if (wrong.IsEmpty)
        {
            await session.Begin((await members.FindByEmailAsync(form.Email.Trim()))!, SignInMethod.SetUp, cancellation);
        }

        return wrong;
    }

    private Task Failed(string email, string why, CancellationToken cancellation) =>
        audit.Write(new(AuditActions.SignInFailed, null, email.Trim(), why, ClientAddress.Of(http.HttpContext)), cancellation);
}
