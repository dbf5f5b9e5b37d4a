using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Lines;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Accounts;
using OrleansSms.Postgres.Lines;
using OrleansSms.Postgres.Notifications;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Postgres.Tests.Notifications;

public sealed class NotificationWatchTests(QuickPostgresServer server) : IAsyncLifetime
{
    private static readonly Guid Anna = Guid.NewGuid();

    private readonly AccessCache _cache = new();
    private TestDatabase _database = null!;
    private TcpRelay _cable = null!;
    private NpgsqlDataSource _behindTheCable = null!;
    private NotificationWatch _watch = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        var direct = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        _cable = new(direct.Port);
        _behindTheCable = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Port = _cable.Port, Host = "127.0.0.1" });
        _watch = new(_behindTheCable, [_cache], TimeProvider.System, NullLogger<NotificationWatch>.Instance);
        await Execute("""
            insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, 'member', true, false, false, true, 0)
            """, Parameters.Uuid(Anna));
        await Execute("insert into lines (number) values ('+447700900001'), ('+447700900002')");
        await _watch.StartAsync(Cancellation);
        await Remembers();
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
        await _behindTheCable.DisposeAsync();
        await _cable.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_token_that_is_revoked_is_nobodys_within_a_moment()
    {
        var tokens = new ApiTokens(_database.DataSource, _cache);
        await using (var connection = await _database.DataSource.OpenConnectionAsync(Cancellation))
        {
            await ApiTokens.Add(connection, Anna, "test", "secret", TimeProvider.System.GetUtcNow(), Cancellation);
        }

        Assert.Equal(Anna, (await tokens.Find("secret", Cancellation))!.UserId);
        await Execute("delete from api_tokens");

        await Eventually.Get(() => tokens.Find("secret", Cancellation), bearer => bearer is null, Cancellation);
    }

    [Fact]
    public async Task A_line_that_a_member_gets_or_loses_is_known_within_a_moment()
    {
        var lines = new LineDirectory(_database.DataSource, _cache);
        Assert.Empty(await lines.LinesOf(Anna, Cancellation));

        await Execute("insert into line_members (line, user_id) values ('+447700900001', $1)", Parameters.Uuid(Anna));
        await Eventually.Get(() => lines.AccessTo("+447700900001", Anna, Cancellation), access => access is LineAccess.Use, Cancellation);
        Assert.Null(await lines.AccessTo("+447700900002", Anna, Cancellation));

        await Execute("delete from line_members");
        await Eventually.Get(() => lines.AccessTo("+447700900001", Anna, Cancellation), access => access is null, Cancellation);
    }

    [Fact]
    public async Task A_listener_that_was_cut_off_remembers_nothing_until_it_listens_again()
    {
        _cable.Cut();
        await Eventually.Get(Asked, asked => asked == 2, Cancellation);

        _cable.Heal();
        await Remembers();
    }

    private Task<int> Remembers() => Eventually.Get(Asked, asked => asked == 1, Cancellation);

    /// <summary>How often two questions for the same thing reach the one who knows.</summary>
    private async Task<int> Asked()
    {
        var (key, asked) = (Guid.NewGuid(), 0);
        for (var time = 0; time < 2; time++)
        {
            await _cache.Get(key, _ =>
            {
                asked++;
                return Task.FromResult<string?>("known");
            });
        }

        return asked;
    }

    private Task<int> Execute(string sql, params NpgsqlParameter[] parameters) => _database.DataSource.Execute(sql, parameters, Cancellation);
}
