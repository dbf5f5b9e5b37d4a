using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Carriers;
using OrleansSms.Postgres.Notifications;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Carrier;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Carriers;

public sealed class CarrierVaultTests(ConversationDatabase database) : CarrierVaultContract, IClassFixture<ConversationDatabase>, IAsyncLifetime
{
    private readonly EphemeralDataProtectionProvider _keys = new();

    // As silos ask: in the role that the policies and grants are for.
    private readonly NpgsqlDataSource _silo = DataSources.ForRequests(new ConfigurationBuilder()
        .AddInMemoryCollection([new(PostgresSetup.ConnectionStringKey, database.ConnectionString)]).Build());

    private readonly CarrierChanges _changes = new();
    private NotificationWatch _watch = null!;

    protected override ICarrierVault Vault => Of(_keys);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _watch = new(_silo, [_changes], TimeProvider.System, NullLogger<NotificationWatch>.Instance);
        var listening = new TaskCompletionSource();
        using var opened = _changes.Subscribe(() => listening.TrySetResult());
        await _watch.StartAsync(Cancellation);
        await listening.Task.WaitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_is_asked_for_a_member_reads_accounts()
    {
        await using var members = DataSources.ForMembers(database.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => members.Read("select account_sid from carrier_accounts", [], row => row.GetString(0), Cancellation));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task No_secret_is_in_the_tables()
    {
        var sid = Sid();
        await Vault.Add(new(sid, "Account", new("first token")), null, DateTimeOffset.UnixEpoch, Cancellation);
        await Vault.Change(
            sid, new(SecondaryToken: new("second token"), ApiKeySid: "SK1", ApiKeySecret: new("key secret")), DateTimeOffset.UnixEpoch, Cancellation);

        Assert.Equal([0], await database.DataSource.Read(
            "select count(*)::int from carrier_accounts a where a::text ~ 'first token|second token|key secret'", [], row => row.GetInt32(0), Cancellation));
    }

    [Fact]
    public async Task An_account_whose_key_is_gone_is_there_without_secrets_and_the_others_are_as_they_were()
    {
        var (lost, kept) = (Sid(), Sid());
        await Of(new EphemeralDataProtectionProvider()).Add(new(lost, "Lost", new("token")), null, DateTimeOffset.UnixEpoch, Cancellation);
        await Vault.Add(new(kept, "Kept", new("token")), null, DateTimeOffset.UnixEpoch, Cancellation);

        var contents = await Vault.Read(Cancellation);

        Assert.Null(contents.Accounts.Single(account => account.Sid == lost).Token);
        Assert.Equal("token", contents.Accounts.Single(account => account.Sid == kept).Token!.Plain);
    }

    [Fact]
    public async Task A_secret_that_was_put_into_another_row_opens_nothing()
    {
        var (from, into) = (Sid(), Sid());
        await Vault.Add(new(from, "From", new("token of from")), null, DateTimeOffset.UnixEpoch, Cancellation);
        await Vault.Add(new(into, "Into", new("token of into")), null, DateTimeOffset.UnixEpoch, Cancellation);
        await database.DataSource.Execute(
            "update carrier_accounts set auth_token_protected = (select auth_token_protected from carrier_accounts where account_sid = $1) where account_sid = $2",
            [Text(from), Text(into)], Cancellation);

        Assert.Null((await Vault.Read(Cancellation)).Accounts.Single(account => account.Sid == into).Token);
    }

    [Fact]
    public async Task A_line_that_is_new_is_the_owners_and_one_that_moves_keeps_its_members()
    {
        var (owner, line, sid) = (Guid.NewGuid(), "+14155557001", Sid());
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'owner', true, false, false, false, 0)",
            [Uuid(owner)], Cancellation);
        await Vault.Add(new(sid, "Account", new("token")), owner, DateTimeOffset.UnixEpoch, Cancellation);

        await Vault.SetLine(line, null, Cancellation);
        Assert.Equal([owner], await Members(line));

        await database.DataSource.Execute("delete from line_members where line = $1", [Text(line)], Cancellation);
        await Vault.SetLine(line, sid, Cancellation);
        Assert.Empty(await Members(line));
    }

    private static string Sid() => "AC" + Guid.NewGuid().ToString("N");

    private async Task<IEnumerable<Guid>> Members(string line) =>
        await database.DataSource.Read("select user_id from line_members where line = $1", [Text(line)], row => row.GetGuid(0), Cancellation);

    private CarrierVault Of(IDataProtectionProvider keys) => new(_silo, _changes, new(keys), new());
}
