using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrleansSms.Members;
using OrleansSms.PhoneNumbers;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Accounts;

/// <summary>Creates the owner of a fresh installation, with lines and, when asked, an API token.</summary>
internal sealed class FirstOwner(UserManager<Member> members, AccountsDb accounts, SignInBook book, TimeProvider time)
{
    // One for all silos: two of them, or two browsers, must not both create an owner.
    private const long Lock = 0x4F_72_6C_53_6D_73_01;

    public Task<bool> IsMissing(CancellationToken cancellation) => accounts.Users.AllAsync(_ => false, cancellation);

    /// <param name="mayBeGuessable">Whether a password will do that everybody guesses.</param>
    /// <returns>What is wrong; empty when the owner is there.</returns>
    public async Task<ImmutableArray<FieldError>> Create(
        string email, string password, IEnumerable<string> typedLines, string? apiToken, bool mayBeGuessable, CancellationToken cancellation)
    {
        var numbers = typedLines.Select(typed => (typed, number: PhoneNumber.Parse(typed))).ToList();
        if (numbers.FirstOrDefault(line => line.number is null) is { typed: { } wrong })
        {
            return [new("Lines", $"“{wrong}” is not a phone number. Use the full number with the country code, like +14155550100.")];
        }

        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellation);
        await accounts.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellation);
        if (!await IsMissing(cancellation))
        {
            return [new("", "This installation is set up already. Sign in instead.")];
        }

        var owner = new Member { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = email, Email = email, Role = Word.Of(Role.Owner), EmailConfirmed = true };
        var weak = await Passwords.Judge(members, owner, password, mayBeGuessable);
        if (!weak.IsEmpty)
        {
            return weak;
        }

        var created = await members.CreateAsync(owner, password);
        if (!created.Succeeded)
        {
            return [.. created.Errors.Select(error => new FieldError(
                error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : "Email", error.Description)).DistinctBy(error => error.Message)];
        }

        var connection = (NpgsqlConnection)accounts.Database.GetDbConnection();
        if (!string.IsNullOrEmpty(apiToken))
        {
            await ApiTokens.Add(connection, owner.Id, "First start", apiToken, time.GetUtcNow(), cancellation);
        }

        await OwnersLines.Add(connection, numbers.Select(line => line.number!), cancellation);
        await transaction.CommitAsync(cancellation);
        await book.SetUp(owner, CancellationToken.None);
        return [];
    }
}
