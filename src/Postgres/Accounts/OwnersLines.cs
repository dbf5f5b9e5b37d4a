using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Makes the owners members of every line: those of the first start, and those that somebody texted before there was an owner.</summary>
public static class OwnersLines
{
    /// <summary>On a connection of the caller's, so that it can be part of its transaction.</summary>
    public static async Task Add(NpgsqlConnection connection, IEnumerable<string> lines, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var line in lines)
        {
            batch.BatchCommands.Add(new("insert into lines (number) values ($1) on conflict do nothing") { Parameters = { Text(line) } });
        }

        batch.BatchCommands.Add(new("""
            insert into line_members (line, user_id)
            select lines.number, users.id from lines, users where users.role = 'owner'
            on conflict do nothing
            """));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
