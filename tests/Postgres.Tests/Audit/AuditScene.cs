using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Audit;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Audit;

/// <summary>An audit log of one test, and somebody who writes in it.</summary>
public abstract class AuditScene(QuickPostgresServer server) : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Noon = new(2031, 5, 17, 12, 0, 0, TimeSpan.Zero);
    private protected static readonly Guid Olga = new("00000000-0000-0000-0000-00000000000a");
    private protected static readonly Guid Mia = new("00000000-0000-0000-0000-00000000000b");

    private protected FakeTimeProvider Time { get; } = new(Noon);

    private protected TestDatabase Database { get; private set; } = null!;

    private protected AuditLog Log { get; private set; } = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await server.CreateDatabase();
        Log = new(Database.DataSource, Time);
        await Execute("""
            insert into users (id, role, email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, 'owner', 'olga@example.com', true, false, false, true, 0), ($2, 'member', 'mia@example.com', true, false, false, true, 0)
            """, Parameters.Uuid(Olga), Parameters.Uuid(Mia));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<int> Execute(string sql, params NpgsqlParameter[] parameters) => Database.DataSource.Execute(sql, parameters, Cancellation);

    /// <summary>What only somebody who owns the table can do.</summary>
    private protected async Task Tamper(string sql)
    {
        await Execute("alter table audit_log disable trigger user");
        await Execute(sql);
        await Execute("alter table audit_log enable trigger user");
    }

    private protected AuditReader ReaderOf(Guid userId, Role role = Role.Owner, Scopes scopes = Scopes.All) =>
        new(Database.DataSource, new AskedBy(new Caller(userId, role, scopes, "192.0.2.7")), new(Database.DataSource, new AccessCache()), Log);

    private protected Task Write(string action = AuditActions.SignedIn, string? subject = null, Guid? by = null, string? detail = null, string? address = null) =>
        Log.Write(new(action, by ?? Olga, subject, detail, address), Cancellation);
}
