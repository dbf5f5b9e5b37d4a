using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>Tokens of the first owner as they lie in the database, for what no screen makes.</summary>
internal static class Tokens
{
    /// <param name="scopes">1 read, 2 send, 4 admin.</param>
    /// <param name="more">Columns and their values in SQL.</param>
    public static async Task<string> Give(this NpgsqlDataSource database, int scopes, string more = "", string owner = "owner@example.com")
    {
        var token = "osms_" + RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 40);
        await using var command = database.CreateCommand($"""
            with made as (
              insert into api_tokens (id, user_id, name, token_hash, created_at, scopes)
              select gen_random_uuid(), id, 'of a test', $1, now(), $2 from users where email = $3 returning id)
            select id from made
            """);
        command.Parameters.Add(new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes(token)) });
        command.Parameters.Add(new() { Value = scopes });
        command.Parameters.Add(new() { Value = owner });
        var id = (Guid)(await command.ExecuteScalarAsync())!;
        if (more.Length > 0)
        {
            await using var change = database.CreateCommand($"update api_tokens set {more} where id = '{id}'");
            await change.ExecuteNonQueryAsync();
        }

        return token;
    }
}
