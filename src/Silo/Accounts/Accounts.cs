using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <inheritdoc cref="IAccounts"/>
internal sealed class Accounts(SignInManager<Member> signIn, UserManager<Member> members, FirstOwner owner, SetUpCode code, ICallers callers, SignInBook book) : IAccounts
{
    // Checked when there is no such account, so that the answer takes as long either way.
    private static readonly string SomeHash = new PasswordHasher<Member>().HashPassword(new(), Guid.NewGuid().ToString());

    public async Task<SignInOutcome> SignIn(string email, string password, CancellationToken cancellation)
    {
        if (await members.FindByEmailAsync(email.Trim()) is not { } member)
        {
            members.PasswordHasher.VerifyHashedPassword(new(), SomeHash, password);
            await book.Tell(SignInOutcome.NoMatch, email, null, cancellation);
            return SignInOutcome.NoMatch;
        }

        var result = await signIn.PasswordSignInAsync(member, password, isPersistent: true, lockoutOnFailure: true);
        var outcome = result switch
        {
            { Succeeded: true } => SignInOutcome.SignedIn,
            { IsLockedOut: true } => SignInOutcome.LockedOut,
            _ => SignInOutcome.NoMatch,
        };
        await book.Tell(outcome, email, member, cancellation);
        return outcome;
    }

    public async Task SignOut()
    {
        await signIn.SignOutAsync();
        await book.Left(callers.Current.UserId, CancellationToken.None);
    }

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
            await SignIn(form.Email, form.Password, cancellation);
        }

        return wrong;
    }
}
