using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.Silo.Tests.Accounts;

/// <summary>Counts what costs: the passwords that were really compared, by what was typed.</summary>
internal sealed class CountedHashes : IPasswordHasher<Member>
{
    private readonly PasswordHasher<Member> _real = new();
    private readonly ConcurrentBag<string> _compared = [];

    public int Of(string typed) => _compared.Count(one => one == typed);

    public string HashPassword(Member user, string password) => _real.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
    {
        _compared.Add(providedPassword);
        return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
