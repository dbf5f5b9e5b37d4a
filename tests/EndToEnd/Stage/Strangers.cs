using Microsoft.AspNetCore.Identity;
using OrleansSms.Postgres.Accounts;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>A second member, who shares no line with the first.</summary>
internal static class Strangers
{
    public const string Password = "staple battery horse";

    /// <summary>Can sign in with <see cref="Password"/>.</summary>
    public static async Task<Guid> Add(Installation installation, string email)
    {
        var stranger = new Member { Id = Guid.NewGuid(), Email = email };
        await using var insert = installation.Database.CreateCommand("""
            insert into users (id, role, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp,
                concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ($1, 'member', $2, $3, $2, $3, true, $4, $5, $5, false, false, true, 0)
            """);
        foreach (object value in new object[] { stranger.Id, email, email.ToUpperInvariant(), new PasswordHasher<Member>().HashPassword(stranger, Password), Guid.NewGuid().ToString("N") })
        {
            insert.Parameters.Add(new() { Value = value });
        }

        await insert.ExecuteNonQueryAsync();
        return stranger.Id;
    }

    /// <summary>Shares a line that there is.</summary>
    public static async Task Join(Installation installation, Guid member, string line)
    {
        await using var insert = installation.Database.CreateCommand("insert into line_members (line, user_id) values ($1, $2)");
        insert.Parameters.Add(new() { Value = line });
        insert.Parameters.Add(new() { Value = member });
        await insert.ExecuteNonQueryAsync();
    }

    public static async Task<string> Token(Installation installation)
    {
        var token = Guid.NewGuid().ToString("N");
        var id = await Add(installation, $"{token}@example.com");
        await using var connection = await installation.Database.OpenConnectionAsync();
        await ApiTokens.Add(connection, id, "test", token, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return token;
    }
}
