using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>The keys shared with authenticator apps, which are kept encrypted, and the recovery codes, of which only hashes are kept.</summary>
public sealed class Authenticators
{
    private const int RecoveryCodes = 10;
    private const int CodeLength = 16;

    // Without those that look alike. 32 of them, 16 times: 80 bits, so the hash needs no salt.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private readonly NpgsqlDataSource _database;
    private readonly IDataProtector _protector;
    private readonly TimeProvider _time;

    internal Authenticators(NpgsqlDataSource database, IDataProtectionProvider protection, TimeProvider time) =>
        (_database, _protector, _time) = (database, protection.CreateProtector("authenticator"), time);

    /// <summary>A key that is not confirmed yet: the same until it is, so that a page can be loaded again.</summary>
    internal async Task<byte[]> Begin(Guid userId, CancellationToken cancellation)
    {
        await _database.Execute("""
            insert into authenticators (user_id, secret, created_at) values ($1, $2, $3) on conflict do nothing
            """, [Uuid(userId), Text(_protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Totp.KeyBytes)))), Time(_time.GetUtcNow())], cancellation);
        return (await Key(userId, confirmed: false, cancellation))
            ?? throw new RefusedException(Refusals.NotAllowed, "Your authenticator app is set up already. Turn it off first to use another one.");
    }

    /// <summary>Turns it on with its first code.</summary>
    /// <returns>Recovery codes; null: the code is not right.</returns>
    internal async Task<ImmutableArray<string>?> Confirm(Guid userId, string code, CancellationToken cancellation)
    {
        if (await Key(userId, confirmed: false, cancellation) is not { } key || Totp.StepOf(key, code, _time.GetUtcNow()) is not { } step)
        {
            return null;
        }

        var confirmed = await _database.Execute("""
            with confirmed as (
              update authenticators set confirmed_at = $2, last_step = $3 where user_id = $1 and confirmed_at is null returning user_id)
            update users set two_factor_enabled = true from confirmed where users.id = confirmed.user_id
            """, [Uuid(userId), Time(_time.GetUtcNow()), Long(step)], cancellation);
        return confirmed == 0 ? null : await NewRecoveryCodes(userId, CancellationToken.None);
    }

    /// <summary>Takes a code of the app. Each is taken once, by whichever silo is first.</summary>
    public async Task<bool> Take(Guid userId, string code, CancellationToken cancellation) =>
        await Key(userId, confirmed: true, cancellation) is { } key
        && Totp.StepOf(key, code, _time.GetUtcNow()) is { } step
        && await _database.Execute(
            "update authenticators set last_step = $2 where user_id = $1 and last_step < $2", [Uuid(userId), Long(step)], cancellation) == 1;

    /// <summary>Takes a recovery code, which is used up by it.</summary>
    public async Task<bool> TakeRecoveryCode(Guid userId, string code, CancellationToken cancellation) => await _database.Execute(
        "delete from recovery_codes where user_id = $1 and code_hash = $2", [Uuid(userId), Bytes(Hash(code))], cancellation) == 1;

    internal async Task<ImmutableArray<string>> NewRecoveryCodes(Guid userId, CancellationToken cancellation)
    {
        ImmutableArray<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Letters, CodeLength))];
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new("delete from recovery_codes where user_id = $1") { Parameters = { Uuid(userId) } });
        foreach (var code in codes)
        {
            batch.BatchCommands.Add(new("insert into recovery_codes (user_id, code_hash) values ($1, $2)") { Parameters = { Uuid(userId), Bytes(Hash(code)) } });
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return [.. codes.Select(code => string.Join('-', code.Chunk(4).Select(part => new string(part))))];
    }

    internal Task TurnOff(Guid userId, CancellationToken cancellation) => _database.Execute("""
        with gone as (delete from authenticators where user_id = $1), codes as (delete from recovery_codes where user_id = $1)
        update users set two_factor_enabled = false where id = $1
        """, [Uuid(userId)], cancellation);

    private async Task<byte[]?> Key(Guid userId, bool confirmed, CancellationToken cancellation)
    {
        var secret = await _database.ReadOne(
            "select secret from authenticators where user_id = $1 and (confirmed_at is not null) = $2",
            [Uuid(userId), Bool(confirmed)], row => row.GetString(0), cancellation);
        return secret is null ? null : Convert.FromBase64String(_protector.Unprotect(secret));
    }

    private static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)])));
}
