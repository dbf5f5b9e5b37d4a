using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OrleansSms.Contacts;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Contacts;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Contacts;

/// <summary>A database for the tests of one class: Olga owns the place, Mia and Dana are members, Otto was switched off.</summary>
public sealed class BookDatabase(QuickPostgresServer server) : IAsyncLifetime
{
    public static readonly Guid Olga = Guid.NewGuid();
    public static readonly Guid Mia = Guid.NewGuid();
    public static readonly Guid Dana = Guid.NewGuid();
    public static readonly Guid Otto = Guid.NewGuid();

    private TestDatabase _database = null!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2031, 5, 17, 8, 30, 0, TimeSpan.Zero));

    internal NpgsqlDataSource DataSource { get; private set; } = null!;

    internal NpgsqlDataSource Members { get; private set; } = null!;

    /// <summary>For what silos may not do.</summary>
    internal NpgsqlDataSource Owner => _database.DataSource;

    internal string ConnectionString => _database.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        Members = DataSources.ForMembers(_database.ConnectionString);
        DataSource = DataSources.ForService(_database.ConnectionString);
        await DataSource.Execute("""
            insert into users (id, role, display_name, email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, disabled_at) values
              ($1, 'owner', 'Olga Owner', 'olga@example.com', true, false, false, true, 0, null), ($2, 'member', 'Mia Member', 'mia@example.com', true, false, false, true, 0, null),
              ($3, 'member', 'Dana Price', 'dana@example.com', true, false, false, true, 0, null), ($4, 'member', 'Otto Off', 'otto@example.com', true, false, false, true, 0, now())
            """, [Parameters.Uuid(Olga), Parameters.Uuid(Mia), Parameters.Uuid(Dana), Parameters.Uuid(Otto)], CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Members.DisposeAsync();
        await DataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+4477{RandomNumberGenerator.GetInt32(10_000_000, 99_999_999)}");

    public static string NewName() => $"Name {Guid.NewGuid():N}";

    public IContactBook BookOf(Guid user, Role role = Role.Member, Scopes scopes = Scopes.All) => new ContactBook(DataSource, DoorOf(user, role, scopes), Time);

    internal ContactDoor DoorOf(Guid user, Role role = Role.Member, Scopes scopes = Scopes.All) =>
        new(new ContactTurns(DataSource), new AskedBy(new Caller(user, role, scopes, "192.0.2.7")), new(DataSource, new AccessCache()));
}
