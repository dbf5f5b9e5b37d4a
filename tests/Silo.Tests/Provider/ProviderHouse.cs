using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;
using OrleansSms.TestKit.Provider;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>A silo whose members may sign in at a provider, whose word on second factors it takes.</summary>
public sealed class ProviderHouse(QuickPostgresServer server) : IAsyncLifetime
{
    public const string Name = "Example";
    public const string Password = "staple battery horse";

    private static readonly string PasswordHash = new PasswordHasher<Member>().HashPassword(new(), Password);

    private readonly int _port = FreePorts.Next();
    private TestDatabase _database = null!;

    public FakeProvider Provider { get; private set; } = null!;

    internal RunningSilo Silo { get; private set; } = null!;

    internal NpgsqlDataSource Database => _database.DataSource;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        Provider = await FakeProvider.Start(_port);
        Silo = new(_database.ConnectionString, more: Settings(Provider.Address, Name, trustsSecondFactor: true));
        await Hire("owner@example.com", role: "owner");
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Provider.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static Dictionary<string, string> Settings(Uri authority, string name, bool trustsSecondFactor = false) => new()
    {
        ["Oidc:Authority"] = authority.GetLeftPart(UriPartial.Authority),
        ["Oidc:ClientId"] = FakeProvider.ClientId,
        ["Oidc:ClientSecret"] = FakeProvider.ClientSecret,
        ["Oidc:Name"] = name,
        ["Oidc:TrustsSecondFactor"] = trustsSecondFactor.ToString(CultureInfo.InvariantCulture),
    };

    internal ProviderVisitor Visitor(ProviderPerson? person = null)
    {
        Provider.Person = person ?? Provider.Person;
        return new(Silo);
    }

    internal Task<Guid> Hire(string email, string role = "member", bool isConfirmed = true, bool hasSecondFactor = false, bool isOff = false) =>
        Hire(Database, email, role, isConfirmed, hasSecondFactor, isOff);

    internal static async Task<Guid> Hire(
        NpgsqlDataSource database, string email, string role = "member", bool isConfirmed = true, bool hasSecondFactor = false, bool isOff = false)
    {
        var id = Guid.NewGuid();
        await using var command = database.CreateCommand("""
            insert into users (id, role, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
                concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, disabled_at)
            values ($1, $2, $3, upper($3), $3, upper($3), $4, $5, $6, $6, false, $7, true, 0, case when $8 then now() end)
            """);
        foreach (var value in (object[])[id, role, email, isConfirmed, PasswordHash, Guid.NewGuid().ToString("N"), hasSecondFactor, isOff])
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(Cancellation);
        return id;
    }

    internal async Task<string> RecoveryCode(Guid member)
    {
        var code = RandomNumberGenerator.GetString("ABCDEFGH", 16);
        await Execute("insert into recovery_codes (user_id, code_hash) values ($1, $2)", member, SHA256.HashData(Encoding.UTF8.GetBytes(code)));
        return code;
    }

    internal async Task Execute(string sql, params object[] values)
    {
        await using var command = Database.CreateCommand(sql);
        command.Parameters.AddRange((NpgsqlParameter[])[.. values.Select(value => new NpgsqlParameter { Value = value })]);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>One column, as text.</summary>
    internal async Task<List<string>> Read(string sql, params object[] values)
    {
        await using var command = Database.CreateCommand(sql);
        command.Parameters.AddRange((NpgsqlParameter[])[.. values.Select(value => new NpgsqlParameter { Value = value })]);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }

    /// <summary>Asks a port as the member would, from a page.</summary>
    internal async Task<T> As<TPort, T>(Guid member, Func<TPort, Task<T>> ask) where TPort : notnull
    {
        await using var scope = Silo.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Arrive(
            new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, member.ToString()), new(ClaimTypes.Role, "member")], "test")), address: null);
        return await ask(scope.ServiceProvider.GetRequiredService<TPort>());
    }
}

/// <summary>All tests of the house run one after the other: the provider says of everybody who comes that they are the same one.</summary>
[CollectionDefinition(nameof(ProviderHouse))]
public sealed class OneAfterTheOther : ICollectionFixture<ProviderHouse>;
