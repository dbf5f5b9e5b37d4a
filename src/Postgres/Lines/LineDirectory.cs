using System.Collections.Concurrent;
using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Lines;
using OrleansSms.Postgres.Access;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Lines;

/// <inheritdoc cref="ILineDirectory"/>
internal sealed class LineDirectory(NpgsqlDataSource database, AccessCache cache) : ILineDirectory
{
    // Lines are few and never leave; knowing them spares the webhook a question per message.
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task<ImmutableArray<Line>> LinesOf(Guid userId, CancellationToken cancellation) =>
        (await cache.Get(new MembersLines(userId), async key => new Found(await Ask(key.UserId, cancellation))))!.Lines;

    public async Task<LineAccess?> AccessTo(string line, Guid userId, CancellationToken cancellation)
    {
        foreach (var one in await LinesOf(userId, cancellation))
        {
            if (one.Number == line)
            {
                return one.Access;
            }
        }

        return null;
    }

    public async Task Know(string line, string? accountSid, CancellationToken cancellation)
    {
        if (_known.ContainsKey(line))
        {
            return;
        }

        // One statement: a line is never there without its owners.
        await database.Execute("""
            with added as (
              insert into lines (number, account_sid) values ($1, $2) on conflict do nothing returning number)
            insert into line_members (line, user_id)
            select added.number, users.id from added, users where users.role = 'owner'
            """, [Text(line), OptionalText(accountSid)], cancellation);
        _known[line] = true;
        cache.Forget();
    }

    private Task<ImmutableArray<Line>> Ask(Guid userId, CancellationToken cancellation) => database.Read(
        "select l.number, l.name, mine.access from line_members mine join lines l on l.number = mine.line where mine.user_id = $1 order by l.created_at, l.number",
        [Uuid(userId)], row => new Line(row.GetString(0), row.OptionalText(1), Word.Read<LineAccess>(row.GetString(2))!.Value), cancellation);

    private readonly record struct MembersLines(Guid UserId);

    private sealed record Found(ImmutableArray<Line> Lines);
}
