using System.Collections.Immutable;
using System.Security.Cryptography;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <inheritdoc cref="IApiTokens"/>
internal sealed class TokenDesk(NpgsqlDataSource database, ICallers callers, Roles roles, AuditLog log, TimeProvider time) : IApiTokens
{
    private const string Sign = "osms_";
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 40;
    private const int Shown = 4;
    private const int Most = 50;

    private const string Columns = "t.id, t.name, t.prefix, t.scopes, u.email, t.created_at, t.expires_at, t.last_used_at, t.last_used_from";

    public Task<ImmutableArray<ApiToken>> Mine(CancellationToken cancellation) => database.Read($"""
        select {Columns} from api_tokens t join users u on u.id = t.user_id
        where t.user_id = $1 and t.revoked_at is null order by t.created_at desc, t.id
        """, [Uuid(Person().UserId)], Read, cancellation);

    public async Task<ImmutableArray<ApiToken>> Others(CancellationToken cancellation)
    {
        var person = Person();
        return await IsOwner(person, cancellation)
            ? await database.Read($"""
                select {Columns} from api_tokens t join users u on u.id = t.user_id
                where t.user_id <> $1 and t.revoked_at is null order by u.email, t.created_at desc, t.id
                """, [Uuid(person.UserId)], Read, cancellation)
            : throw new RefusedException(Refusals.OwnersOnly, "Only an owner can see everybody's tokens.");
    }

    public async Task<NewApiToken> Create(string name, Scopes scopes, DateTimeOffset? expiresAt, CancellationToken cancellation)
    {
        var (person, now) = (Person(), time.GetUtcNow());
        var clean = TokenRules.Name(name);
        TokenRules.Check(scopes, expiresAt, now, await roles.Of(person.UserId, cancellation));
        var secret = Sign + RandomNumberGenerator.GetString(Letters, Length);
        var id = Guid.CreateVersion7(now);

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Of the same member, one after the other, and counted by a statement of its own: the limit is one for all silos.
        await using var turn = new NpgsqlCommand("select from users where id = $1 for update", connection) { Parameters = { Uuid(person.UserId) } };
        await turn.ExecuteNonQueryAsync(cancellation);
        await using var insert = new NpgsqlCommand($"""
            insert into api_tokens (id, user_id, name, token_hash, created_at, scopes, prefix, expires_at)
            select $1, $2, $3, $4, $5, $6, $7, $8
            where (select count(*) from api_tokens where user_id = $2 and revoked_at is null) < {Most}
            """, connection)
        {
            Parameters =
            {
                Uuid(id), Uuid(person.UserId), Text(clean), Bytes(ApiTokens.Hash(secret)), Time(now), Int((int)scopes), Text(secret[..(Sign.Length + Shown)]), Time(expiresAt),
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0)
        {
            throw new RefusedException(Refusals.TooManyTokens, $"You have {Most} tokens, which is the most there may be. Revoke one first.");
        }

        await log.Write(connection, AuditEntry.By(person, AuditActions.TokenCreated, clean, TokenRules.Say(scopes, expiresAt)), cancellation);
        await transaction.CommitAsync(cancellation);
        return new((await Mine(cancellation)).First(token => token.Id == id), secret);
    }

    public async Task Revoke(Guid id, CancellationToken cancellation)
    {
        var person = Person();
        var isOwner = await IsOwner(person, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var update = new NpgsqlCommand("""
            update api_tokens t set revoked_at = $2 from users u
            where t.id = $1 and u.id = t.user_id and t.revoked_at is null and (t.user_id = $3 or $4)
            returning t.name, t.user_id, u.email
            """, connection)
        {
            Parameters = { Uuid(id), Time(time.GetUtcNow()), Uuid(person.UserId), Bool(isOwner) },
        };
        var revoked = await update.ReadOne(row => (Name: row.GetString(0), UserId: row.GetGuid(1), Owner: row.OptionalText(2)), cancellation)
            ?? throw new RefusedException(Refusals.TokenNotFound, "This token does not exist, is revoked already, or is not yours.");
        var whose = revoked.UserId == person.UserId ? null : $"Token of {revoked.Owner}";
        await log.Write(connection, AuditEntry.By(person, AuditActions.TokenRevoked, revoked.Name, whose), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Somebody who signed in: a token that leaked must not be able to make another.</summary>
    private Caller Person() => callers.Current is { TokenId: null } caller && caller.May(Scopes.Admin)
        ? caller
        : throw new RefusedException(Refusals.NotAllowed, "Tokens are managed by people who sign in, not by programs.");

    private async Task<bool> IsOwner(Caller caller, CancellationToken cancellation) => await roles.Of(caller.UserId, cancellation) == Role.Owner;

    private static ApiToken Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.OptionalText(2), (Scopes)row.GetInt32(3), row.OptionalText(4), row.Time(5), row.OptionalTime(6),
        row.OptionalTime(7), row.OptionalText(8));
}
