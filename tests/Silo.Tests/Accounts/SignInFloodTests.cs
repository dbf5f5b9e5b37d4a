using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Accounts;

/// <summary>Ten thousand tries at the sign-in page of the running silo.</summary>
public sealed class SignInFloodTests(QuickPostgresServer server)
{
    private const string NoMatch = "That email and password don&#x27;t match";
    private const string TooMany = "Too many tries";
    private const string Guess = "a guess";
    private const int PerAccount = 5;
    private const int PerAddress = 50;

    private static readonly IPAddress Attacker = IPAddress.Parse("198.51.100.1");
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.1");

    private readonly CountedHashes _hashes = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_ten_thousand_tries_on_accounts_few_are_compared_and_nobody_else_is_shut_out()
    {
        await using var world = await World.Make(server, seed: 1, people: 4, lines: 1, talksEach: 0, services => services.AddSingleton<IPasswordHasher<Member>>(_hashes));
        var (victim, second, neighbour, stranger) = (world.People[1].Email, world.People[2].Email, world.People[3].Email, "stranger@example.com");
        var door = await SignInDoor.Open(world.Silo);

        // From one address, on somebody and on nobody: the answers are the same.
        for (var tried = 0; tried < 2 * PerAccount; tried++)
        {
            Assert.Equal(NoMatch, await door.Try(tried % 2 == 0 ? victim : stranger, Guess, Attacker));
        }

        var said = await Flood(3990, tried => door.Try(tried % 2 == 0 ? victim : stranger, Guess, Attacker));
        Assert.Equal(3990, said[TooMany]);
        Assert.Equal(2 * PerAccount, _hashes.Of(Guess));

        // From as many addresses as there are tries.
        said = await Flood(4000, tried => door.Try(second, Guess, Address(tried)));
        Assert.Equal((PerAccount, 3995), (said[NoMatch], said[TooMany]));
        Assert.Equal(3 * PerAccount, _hashes.Of(Guess));

        // From one address on as many accounts: what that address has left.
        said = await Flood(2000, tried => door.Try($"stranger{tried}@example.com", Guess, Attacker));
        Assert.Equal((PerAddress - 2 * PerAccount, 2000), (said[NoMatch], said.Values.Sum()));
        Assert.Equal(PerAddress + PerAccount, _hashes.Of(Guess));

        // The right password does not help whoever found it out, nor whose it is; it helps everybody else, but not from there.
        Assert.Equal(TooMany, await door.Try(victim, World.Password, Home));
        Assert.Equal(TooMany, await door.Try(second, World.Password, Home));
        Assert.Equal(TooMany, await door.Try(neighbour, World.Password, Attacker));
        Assert.Equal(0, _hashes.Of(World.Password));
        Assert.Null(await door.Try(neighbour, World.Password, Home));
        Assert.Equal(1, _hashes.Of(World.Password));

        // What was refused left nothing behind but that it was refused.
        Assert.Equal(PerAddress + PerAccount, await Count(world, "select count(*) from audit_log where action = 'sign-in-failed'"));
        Assert.InRange(await Count(world, "select count(*) from sign_in_tries"), 1, 200);
        Assert.InRange(world.Silo.Services.GetRequiredService<SignInTries>().Remembered, 1, 200);
    }

    /// <summary>Several at a time, as a flood comes.</summary>
    private static async Task<Dictionary<string, int>> Flood(int tries, Func<int, Task<string?>> attempt)
    {
        var said = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, tries, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (tried, _) =>
            said.Add(await attempt(tried) ?? "came in"));
        return said.CountBy(one => one).ToDictionary();
    }

    private static async Task<long> Count(World world, string sql)
    {
        await using var command = world.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static IPAddress Address(int number) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.7.{number / 250}.{number % 250}"));
}
