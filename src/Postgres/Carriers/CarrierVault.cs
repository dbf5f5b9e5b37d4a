using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Access;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Carriers;

/// <inheritdoc cref="ICarrierVault"/>
internal sealed class CarrierVault(NpgsqlDataSource database, CarrierChanges changes, SecretBox box, AccessCache access) : ICarrierVault
{
    public async Task<VaultContents> Read(CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("""
            select account_sid, name, auth_token_protected, secondary_token_protected, api_key_sid, api_key_secret_protected, parent_sid, changed_at
            from carrier_accounts order by added_at, account_sid
            """));
        batch.BatchCommands.Add(new("select number, account_sid from lines where account_sid is not null"));
        batch.BatchCommands.Add(new("select count(*)::int from lines where account_sid is null"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var accounts = await reader.All(Account, cancellation);
        await reader.NextResultAsync(cancellation);
        var lines = await reader.All(row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), cancellation);
        await reader.NextResultAsync(cancellation);
        return new(accounts, lines.ToImmutableDictionary(StringComparer.Ordinal), (await reader.All(row => row.GetInt32(0), cancellation))[0]);
    }

    public IDisposable Subscribe(Action changed) => changes.Subscribe(changed);

    public async Task<bool> Add(VaultAccount account, Guid? by, DateTimeOffset now, CancellationToken cancellation) => await database.Execute("""
        insert into carrier_accounts
          (account_sid, name, auth_token_protected, api_key_sid, api_key_secret_protected, added_by, added_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing
        """,
        [
            Text(account.Sid), Text(account.Name), Text(box.Close(account.Sid, account.Token)!), OptionalText(account.ApiKeySid),
            OptionalText(box.Close(account.Sid, account.ApiKeySecret)), Uuid(by), Time(now),
        ], cancellation) == 1;

    public async Task<bool> Change(string accountSid, VaultChange change, DateTimeOffset now, CancellationToken cancellation) => await database.Execute("""
        update carrier_accounts set
          name = coalesce($2, name),
          auth_token_protected = coalesce($3, auth_token_protected),
          secondary_token_protected = case when $4 then $5 else secondary_token_protected end,
          api_key_sid = case when $6 then $7 else api_key_sid end,
          api_key_secret_protected = case when $6 then $8 else api_key_secret_protected end,
          parent_sid = coalesce($9, parent_sid),
          changed_at = $10
        where account_sid = $1
        """,
        [
            Text(accountSid), OptionalText(change.Name), OptionalText(box.Close(accountSid, change.Token)),
            Bool(change.SecondaryToken is not null), OptionalText(box.Close(accountSid, change.SecondaryToken)),
            Bool(change.ApiKeySecret is not null), OptionalText(change.ApiKeySid), OptionalText(box.Close(accountSid, change.ApiKeySecret)),
            OptionalText(change.ParentSid), Time(now),
        ], cancellation) == 1;

    public async Task<bool> Promote(string accountSid, DateTimeOffset now, CancellationToken cancellation) => await database.Execute("""
        update carrier_accounts set auth_token_protected = secondary_token_protected, secondary_token_protected = null, changed_at = $2
        where account_sid = $1 and secondary_token_protected is not null
        """, [Text(accountSid), Time(now)], cancellation) == 1;

    public async Task<bool> Remove(string accountSid, CancellationToken cancellation)
    {
        try
        {
            await database.Execute("delete from carrier_accounts where account_sid = $1", [Text(accountSid)], cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return false;
        }
    }

    public async Task<ImmutableDictionary<string, string?>> Lines(IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        var rows = await database.Read(
            "select number, account_sid from lines where number = any($1)",
            [new NpgsqlParameter<string[]> { TypedValue = [.. numbers], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }],
            row => KeyValuePair.Create(row.GetString(0), row.OptionalText(1)),
            cancellation);
        return rows.ToImmutableDictionary(StringComparer.Ordinal);
    }

    public async Task SetLine(string number, string? accountSid, CancellationToken cancellation)
    {
        // One statement: a line is never there without its owners.
        await database.Execute("""
            with put as (
              insert into lines (number, account_sid) values ($1, $2)
              on conflict (number) do update set account_sid = excluded.account_sid
              returning number, xmax = 0 as is_new)
            insert into line_members (line, user_id)
            select put.number, users.id from put, users where put.is_new and users.role = 'owner'
            """, [Text(number), OptionalText(accountSid)], cancellation);
        access.Forget();
    }

    private VaultAccount Account(NpgsqlDataReader row)
    {
        var sid = row.GetString(0);
        return new(
            sid,
            row.GetString(1),
            box.Open(sid, row.GetString(2)),
            box.Open(sid, row.OptionalText(3)),
            row.OptionalText(4),
            box.Open(sid, row.OptionalText(5)),
            row.OptionalText(6),
            row.Time(7));
    }
}
