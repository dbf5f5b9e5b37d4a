using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Members;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Checks and changes passwords, also from a circuit: each time with a context of its own, which remembers nothing.</summary>
public sealed class Passwords(IServiceScopeFactory scopes, SignInTries tries)
{
    /// <summary>Longer ones are only work.</summary>
    public const int Longest = 256;

    /// <exception cref="RefusedException">It is not the one in use, or there were too many tries.</exception>
    public async Task Confirm(Guid userId, string password, CancellationToken cancellation)
    {
        if (!await tries.Take(TrySubject.Confirmation(userId), cancellation))
        {
            throw new RefusedException(Refusals.TooManyTries, "Too many tries. Wait 15 minutes, then try again.");
        }

        await using var scope = scopes.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var member = await Find(members, userId);
        if (password.Length > Longest || !await members.CheckPasswordAsync(member, password))
        {
            throw new RefusedException(Refusals.WrongPassword, "That is not your password.");
        }

        await tries.Clear(TrySubject.Confirmation(userId), cancellation);
    }

    /// <returns>What is wrong with it as a new one; empty: nothing.</returns>
    public async Task<ImmutableArray<FieldError>> Judge(Guid userId, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        return await Judge(members, await Find(members, userId), password);
    }

    /// <param name="mayBeGuessable">Only the rule of length counts.</param>
    public static async Task<ImmutableArray<FieldError>> Judge(UserManager<Member> members, Member member, string password, bool mayBeGuessable = false)
    {
        if (password.Length > Longest)
        {
            return [new("Password", $"A password has at most {Longest} characters.")];
        }

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        foreach (var validator in members.PasswordValidators)
        {
            wrong.AddRange((await validator.ValidateAsync(members, member, password)).Errors.Select(error => new FieldError("Password", error.Description)));
        }

        if (wrong.Count == 0 && !mayBeGuessable && GuessablePassword.Why(password, member.Email, member.DisplayName) is { } why)
        {
            wrong.Add(new("Password", why));
        }

        return wrong.DrainToImmutable();
    }

    /// <summary>Sets one that was judged.</summary>
    internal async Task Set(Guid userId, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var member = await Find(members, userId);
        member.PasswordHash = members.PasswordHasher.HashPassword(member, password);
        var done = await members.UpdateSecurityStampAsync(member);
        if (!done.Succeeded)
        {
            throw new InvalidOperationException($"The password could not be kept: {done}");
        }
    }

    private static async Task<Member> Find(UserManager<Member> members, Guid userId) =>
        await members.FindByIdAsync(userId.ToString()) ?? throw new RefusedException(Refusals.MemberNotFound, "This account is not there any more.");
}
