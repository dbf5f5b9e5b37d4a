using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Makes the owners members of lines: every line there is, and those of the first start.</summary>
public sealed class OwnersLines(NpgsqlDataSource database)
{
    public async Task Add(IEnumerable<string> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            await database.Execute("insert into lines (number) values ($1) on conflict do nothing", [Text(line)], cancellation);
        }

        // Also the lines that somebody texted before there was an owner.
        await database.Execute("""
            insert into line_members (line, user_id)
            select lines.number, users.id from lines, users where users.role = 'owner'
            on conflict do nothing
            """, [], cancellation);
    }
}
