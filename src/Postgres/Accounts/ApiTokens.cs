using System.Security.Cryptography;
using System.Text;
using Npgsql;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Tokens that let a program act for a member. Only a hash is kept: a token is long and random, so no salt is needed.</summary>
public sealed class ApiTokens
{
    private readonly NpgsqlDataSource _database;
    private readonly AccessCache _cache;

    internal ApiTokens(NpgsqlDataSource database, AccessCache cache)
    {
        _database = database;
        _cache = cache;
    }

    /// <summary>Adds a token that may do everything for ever, on a connection of the caller's, so that it can be part of its transaction.</summary>
    public static async Task Add(NpgsqlConnection connection, Guid userId, string name, string token, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "insert into api_tokens (id, user_id, name, token_hash, created_at) values ($1, $2, $3, $4, $5) on conflict (token_hash) do nothing", connection)
        {
            Parameters = { Uuid(Guid.CreateVersion7(now)), Uuid(userId), Text(name), Bytes(Hash(token)), Time(now) },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Whose token it is, whether or not it may still be used; null: nobody's.</summary>
    public async Task<TokenBearer?> Find(string token, CancellationToken cancellation) => await _cache.Get(
        new TokenHash(Convert.ToBase64String(Hash(token))),
        hash => _database.ReadOne("""
            select t.id, u.id, u.role, t.scopes, t.expires_at, t.revoked_at is not null, u.disabled_at is not null
            from api_tokens t join users u on u.id = t.user_id where t.token_hash = $1
            """, [Bytes(Convert.FromBase64String(hash.Base64))],
            row => new TokenBearer(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), (Scopes)row.GetInt32(3), row.OptionalTime(4), row.GetBoolean(5), row.GetBoolean(6)),
            cancellation));

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private readonly record struct TokenHash(string Base64);
}

/// <summary>A token and the member it acts for.</summary>
/// <param name="IsOff">The member's account is switched off.</param>
public sealed record TokenBearer(
    Guid TokenId, Guid UserId, string Role, Scopes Scopes, DateTimeOffset? ExpiresAt, bool IsRevoked, bool IsOff)
{
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
